import { defineRule } from './rule.ts';

export const budgetAdded = defineRule({
  id: 'budget-added',
  level: 'review',
  of: 'budget',
  edit: 'added',
  says: {
    es: 'Nuevo límite de errores {name}: {after}',
    en: 'New limit of errors {name}: {after}',
  },
  mirror: 'budget-removed',
});
