import { defineRule } from './rule.ts';

export const typeAdded = defineRule({
  id: 'type-added',
  level: 'breaking',
  of: 'property-type',
  edit: 'added',
  says: {
    es: '{name} tiene ahora un tipo fijo',
    en: '{name} has a type now',
  },
  mirror: 'type-removed',
});
