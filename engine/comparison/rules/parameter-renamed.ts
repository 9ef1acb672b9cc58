import { defineRule } from './rule.ts';

export const parameterRenamed = defineRule({
  id: 'parameter-renamed',
  level: 'breaking',
  of: 'parameter',
  edit: 'renamed',
  says: {
    es: 'El parámetro {before} se llama ahora {after}',
    en: 'The parameter {before} is called {after} now',
  },
  mirror: 'parameter-renamed',
});
