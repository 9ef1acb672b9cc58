import { defineRule } from './rule.ts';

export const sourceCollectionChanged = defineRule({
  id: 'source-collection-changed',
  level: 'breaking',
  of: 'source-collection',
  edit: 'changed',
  says: {
    es: 'La fuente {name} lee la colección {after} en vez de {before}',
    en: 'The source {name} reads the collection {after} instead of {before}',
  },
  mirror: 'source-collection-changed',
});
