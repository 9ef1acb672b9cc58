import { defineRule } from './rule.ts';

export const targetCollectionChanged = defineRule({
  id: 'target-collection-changed',
  level: 'breaking',
  of: 'target-collection',
  edit: 'changed',
  says: {
    es: 'Los drawers van a la colección {after} en vez de {before}',
    en: 'Drawers go to the collection {after} instead of {before}',
  },
  mirror: 'target-collection-changed',
});
