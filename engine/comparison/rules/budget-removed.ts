import { defineRule } from './rule.ts';

export const budgetRemoved = defineRule({
  id: 'budget-removed',
  level: 'breaking',
  of: 'budget',
  edit: 'removed',
  says: {
    es: 'El límite de errores {name} ya no existe',
    en: 'The limit of errors {name} is gone',
  },
  mirror: 'budget-added',
});
