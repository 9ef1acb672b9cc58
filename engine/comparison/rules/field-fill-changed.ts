import { defineRule } from './rule.ts';

export const fieldFillChanged = defineRule({
  id: 'field-fill-changed',
  level: 'review',
  of: 'field',
  edit: 'changed',
  says: {
    es: 'El campo {name} se rellena de otra forma desde otras fuentes',
    en: 'The field {name} is filled from other sources in another way',
  },
  mirror: 'field-fill-changed',
});
