import { defineRule } from './rule.ts';

export const letChanged = defineRule({
  id: 'let-changed',
  level: 'review',
  of: 'let',
  edit: 'changed',
  says: {
    es: 'La variable {name} se calcula de otra forma',
    en: 'The variable {name} is computed in another way',
  },
  mirror: 'let-changed',
});
