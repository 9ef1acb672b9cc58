import { defineRule } from './rule.ts';

export const outputRenamed = defineRule({
  id: 'output-renamed',
  level: 'review',
  of: 'output',
  edit: 'renamed',
  says: {
    es: 'La salida {before} se llama ahora {after}',
    en: 'The output {before} is called {after} now',
  },
  mirror: 'output-renamed',
});
