import { defineRule } from './rule.ts';

export const sourceRenamed = defineRule({
  id: 'source-renamed',
  level: 'review',
  of: 'source',
  edit: 'renamed',
  says: {
    es: 'La fuente {before} se llama ahora {after}',
    en: 'The source {before} is called {after} now',
  },
  mirror: 'source-renamed',
});
