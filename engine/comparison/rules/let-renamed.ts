import { defineRule } from './rule.ts';

export const letRenamed = defineRule({
  id: 'let-renamed',
  level: 'compatible',
  of: 'let',
  edit: 'renamed',
  says: {
    es: 'La variable {before} se llama ahora {after}',
    en: 'The variable {before} is called {after} now',
  },
  mirror: 'let-renamed',
});
