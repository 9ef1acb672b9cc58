import { defineRule } from './rule.ts';

export const keywordChanged = defineRule({
  id: 'keyword-changed',
  level: 'review',
  of: 'property-keyword',
  edit: 'changed',
  says: {
    es: 'El esquema pide otra cosa de {name}',
    en: 'The schema asks something else of {name}',
  },
  mirror: 'keyword-changed',
});
