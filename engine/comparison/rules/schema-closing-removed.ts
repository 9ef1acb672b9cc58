import { defineRule } from './rule.ts';

export const schemaClosingRemoved = defineRule({
  id: 'schema-closing-removed',
  level: 'review',
  of: 'property-open',
  edit: 'removed',
  says: {
    es: '{name} admite otros campos',
    en: '{name} takes other fields',
  },
  mirror: 'schema-closed',
});
