import { defineRule } from './rule.ts';

export const letAdded = defineRule({
  id: 'let-added',
  level: 'compatible',
  of: 'let',
  edit: 'added',
  says: {
    es: 'Nueva variable {name}',
    en: 'New variable {name}',
  },
  mirror: 'let-removed',
});
