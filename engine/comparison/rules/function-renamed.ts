import { defineRule } from './rule.ts';

export const functionRenamed = defineRule({
  id: 'function-renamed',
  level: 'compatible',
  of: 'function',
  edit: 'renamed',
  says: {
    es: 'La función {before} se llama ahora {after}',
    en: 'The function {before} is called {after} now',
  },
  mirror: 'function-renamed',
});
