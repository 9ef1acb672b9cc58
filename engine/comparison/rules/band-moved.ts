import { defineRule } from './rule.ts';

export const bandMoved = defineRule({
  id: 'band-moved',
  level: 'breaking',
  of: 'band',
  edit: 'moved',
  says: {
    es: 'El tramo {before} pasa a {after}',
    en: 'The band {before} moves to {after}',
  },
  mirror: 'band-moved',
});
