import { defineRule } from './rule.ts';

export const functionAdded = defineRule({
  id: 'function-added',
  level: 'compatible',
  of: 'function',
  edit: 'added',
  says: {
    es: 'Nueva función {name}',
    en: 'New function {name}',
  },
  mirror: 'function-removed',
});
