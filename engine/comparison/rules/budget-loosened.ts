import { defineRule } from './rule.ts';

export const budgetLoosened = defineRule({
  id: 'budget-loosened',
  level: 'breaking',
  of: 'budget',
  edit: 'changed',
  says: {
    es: 'El límite de errores {name} sube: {before} → {after}',
    en: 'The limit of errors {name} goes up: {before} → {after}',
  },
  mirror: 'budget-tightened',
});
