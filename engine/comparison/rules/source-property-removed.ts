import { defineRule } from './rule.ts';

export const sourcePropertyRemoved = defineRule({
  id: 'source-property-removed',
  level: 'review',
  of: 'property',
  edit: 'removed',
  says: {
    es: 'El esquema de una fuente ya no declara {name}',
    en: 'The schema of a source no longer declares {name}',
  },
  mirror: 'source-property-added',
});
