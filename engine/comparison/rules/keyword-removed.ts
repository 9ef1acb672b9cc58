import { defineRule } from './rule.ts';

export const keywordRemoved = defineRule({
  id: 'keyword-removed',
  level: 'review',
  of: 'property-keyword',
  edit: 'removed',
  says: {
    es: 'El esquema pide menos de {name}',
    en: 'The schema asks less of {name}',
  },
  mirror: 'keyword-added',
});
