import { defineRule } from './rule.ts';

export const rulesReordered = defineRule({
  id: 'rules-reordered',
  level: 'review',
  of: 'rule-order',
  edit: 'changed',
  says: {
    es: 'Las reglas de {name} van en otro orden',
    en: 'The rules of {name} are in another order',
  },
  mirror: 'rules-reordered',
});
