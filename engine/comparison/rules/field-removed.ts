import { defineRule } from './rule.ts';

export const fieldRemoved = defineRule({
  id: 'field-removed',
  level: 'breaking',
  of: 'field',
  edit: 'removed',
  says: {
    es: 'El campo {name} ya no se rellena',
    en: 'The field {name} is no longer filled',
  },
  mirror: 'field-added',
});
