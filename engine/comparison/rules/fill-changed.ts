import { defineRule } from './rule.ts';

export const fillChanged = defineRule({
  id: 'fill-changed',
  level: 'review',
  of: 'mapping-fill',
  edit: 'changed',
  says: {
    es: 'El mapeo {name} rellena huecos de otra forma',
    en: 'The mapping {name} fills gaps in another way',
  },
  mirror: 'fill-changed',
});
