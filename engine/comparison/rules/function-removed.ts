import { defineRule } from './rule.ts';

export const functionRemoved = defineRule({
  id: 'function-removed',
  level: 'compatible',
  of: 'function',
  edit: 'removed',
  says: {
    es: 'La función {name} ya no existe',
    en: 'The function {name} is gone',
  },
  mirror: 'function-added',
});
