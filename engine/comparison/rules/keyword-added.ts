import { defineRule } from './rule.ts';

export const keywordAdded = defineRule({
  id: 'keyword-added',
  level: 'breaking',
  of: 'property-keyword',
  edit: 'added',
  says: {
    es: 'El esquema pide más de {name}',
    en: 'The schema asks more of {name}',
  },
  mirror: 'keyword-removed',
});
