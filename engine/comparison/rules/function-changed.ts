import { defineRule } from './rule.ts';

export const functionChanged = defineRule({
  id: 'function-changed',
  level: 'review',
  of: 'function',
  edit: 'changed',
  says: {
    es: 'La función {name} calcula otra cosa',
    en: 'The function {name} computes something else',
  },
  mirror: 'function-changed',
});
