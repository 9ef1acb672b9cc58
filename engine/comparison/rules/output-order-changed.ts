import { defineRule } from './rule.ts';

export const outputOrderChanged = defineRule({
  id: 'output-order-changed',
  level: 'review',
  of: 'output-order',
  edit: 'changed',
  says: {
    es: 'Los elementos de {name} van en otro orden',
    en: 'The elements of {name} are in another order',
  },
  mirror: 'output-order-changed',
});
