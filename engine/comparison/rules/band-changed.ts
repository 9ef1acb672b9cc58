import { defineRule } from './rule.ts';

export const bandChanged = defineRule({
  id: 'band-changed',
  level: 'review',
  of: 'band',
  edit: 'changed',
  says: {
    es: 'El tramo {name} lleva a otra decisión',
    en: 'The band {name} leads to another decision',
  },
  mirror: 'band-changed',
});
