import { defineRule } from './rule.ts';

export const fieldMoved = defineRule({
  id: 'field-moved',
  level: 'breaking',
  of: 'field',
  edit: 'moved',
  says: {
    es: 'El campo {before} pasa a {after}',
    en: 'The field {before} moves to {after}',
  },
  mirror: 'field-moved',
});
