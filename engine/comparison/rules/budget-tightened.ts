import { isSmaller } from '../tests/thresholds.ts';
import { defineRule } from './rule.ts';

export const budgetTightened = defineRule({
  id: 'budget-tightened',
  level: 'review',
  of: 'budget',
  edit: 'changed',
  when: isSmaller,
  says: {
    es: 'El límite de errores {name} baja: {before} → {after}',
    en: 'The limit of errors {name} goes down: {before} → {after}',
  },
  mirror: 'budget-loosened',
});
