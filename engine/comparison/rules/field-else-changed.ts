import { isOtherElse } from '../tests/fields.ts';
import { defineRule } from './rule.ts';

export const fieldElseChanged = defineRule({
  id: 'field-else-changed',
  level: 'review',
  of: 'field',
  edit: 'changed',
  when: isOtherElse,
  says: {
    es: 'Lo que no cabe en {name} se guarda de otra forma',
    en: 'What {name} cannot hold is kept in another way',
  },
  mirror: 'field-else-changed',
});
