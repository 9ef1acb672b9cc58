import { defineRule } from './rule.ts';

export const mappingRenamed = defineRule({
  id: 'mapping-renamed',
  level: 'review',
  of: 'mapping',
  edit: 'renamed',
  says: {
    es: 'El mapeo {before} se llama ahora {after}',
    en: 'The mapping {before} is called {after} now',
  },
  mirror: 'mapping-renamed',
});
