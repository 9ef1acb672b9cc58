import { defineRule } from './rule.ts';

export const fieldAdded = defineRule({
  id: 'field-added',
  level: 'compatible',
  of: 'field',
  edit: 'added',
  says: {
    es: 'Nuevo campo {name}',
    en: 'New field {name}',
  },
  mirror: 'field-removed',
});
