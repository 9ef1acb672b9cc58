import { defineRule } from './rule.ts';

export const enumChanged = defineRule({
  id: 'enum-changed',
  level: 'breaking',
  of: 'property-enum',
  edit: 'changed',
  says: {
    es: '{name} admite otros valores',
    en: '{name} takes other values',
  },
  mirror: 'enum-changed',
});
