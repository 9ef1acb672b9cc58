import { defineRule } from './rule.ts';

export const schemaOpeningChanged = defineRule({
  id: 'schema-opening-changed',
  level: 'review',
  of: 'property-open',
  edit: 'changed',
  says: {
    es: '{name} trata de otra forma los campos que no nombra',
    en: '{name} treats fields that it does not name in another way',
  },
  mirror: 'schema-opening-changed',
});
