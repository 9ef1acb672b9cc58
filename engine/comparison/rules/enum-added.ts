import { defineRule } from './rule.ts';

export const enumAdded = defineRule({
  id: 'enum-added',
  level: 'breaking',
  of: 'property-enum',
  edit: 'added',
  says: {
    es: '{name} solo admite ciertos valores',
    en: '{name} takes certain values only',
  },
  mirror: 'enum-removed',
});
