import { isOtherDefault } from '../tests/fields.ts';
import { defineRule } from './rule.ts';

export const fieldDefaultChanged = defineRule({
  id: 'field-default-changed',
  level: 'review',
  of: 'field',
  edit: 'changed',
  when: isOtherDefault,
  says: {
    es: 'El campo {name} tiene otro valor por defecto',
    en: 'The field {name} has another default',
  },
  mirror: 'field-default-changed',
});
