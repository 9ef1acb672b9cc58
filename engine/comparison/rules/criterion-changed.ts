import { defineRule } from './rule.ts';

export const criterionChanged = defineRule({
  id: 'criterion-changed',
  level: 'breaking',
  of: 'criterion',
  edit: 'changed',
  says: {
    es: 'El criterio {name} compara de otra forma',
    en: 'The criterion {name} compares in another way',
  },
  mirror: 'criterion-changed',
});
