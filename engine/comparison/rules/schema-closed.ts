import { defineRule } from './rule.ts';

export const schemaClosed = defineRule({
  id: 'schema-closed',
  level: 'breaking',
  of: 'property-open',
  edit: 'added',
  says: {
    es: '{name} ya no admite otros campos',
    en: '{name} takes no other fields',
  },
  mirror: 'schema-closing-removed',
});
