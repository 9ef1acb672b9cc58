import { defineRule } from './rule.ts';

export const indexAdded = defineRule({
  id: 'index-added',
  level: 'compatible',
  of: 'index',
  edit: 'added',
  says: {
    es: 'Nuevo índice {name}',
    en: 'New index {name}',
  },
  mirror: 'index-removed',
});
