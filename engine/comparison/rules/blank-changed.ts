import { defineRule } from './rule.ts';

export const blankChanged = defineRule({
  id: 'blank-changed',
  level: 'review',
  of: 'mapping-blank',
  edit: 'changed',
  says: {
    es: 'El mapeo {name} toma otros valores por respuestas en blanco',
    en: 'The mapping {name} takes other values for blank',
  },
  mirror: 'blank-changed',
});
