import { defineRule } from './rule.ts';

export const sourcePropertyAdded = defineRule({
  id: 'source-property-added',
  level: 'compatible',
  of: 'property',
  edit: 'added',
  says: {
    es: 'El esquema de una fuente declara {name}',
    en: 'The schema of a source declares {name}',
  },
  mirror: 'source-property-removed',
});
