import { defineRule } from './rule.ts';

export const bandRemoved = defineRule({
  id: 'band-removed',
  level: 'breaking',
  of: 'band',
  edit: 'removed',
  says: {
    es: 'El tramo {name} ya no existe',
    en: 'The band {name} is gone',
  },
  mirror: 'band-added',
});
