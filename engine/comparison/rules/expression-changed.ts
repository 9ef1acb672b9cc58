import { isOtherValue } from '../tests/fields.ts';
import { defineRule } from './rule.ts';

export const expressionChanged = defineRule({
  id: 'expression-changed',
  level: 'review',
  of: 'field',
  edit: 'changed',
  when: isOtherValue,
  says: {
    es: 'El campo {name} se calcula de otra forma',
    en: 'The field {name} is computed in another way',
  },
  mirror: 'expression-changed',
});
