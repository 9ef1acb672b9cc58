import { isRetyped } from '../tests/parameters.ts';
import { defineRule } from './rule.ts';

export const parameterRetyped = defineRule({
  id: 'parameter-retyped',
  level: 'breaking',
  of: 'parameter',
  edit: 'changed',
  when: isRetyped,
  says: {
    es: 'El parámetro {name} cambia de tipo',
    en: 'The parameter {name} has another type',
  },
  mirror: 'parameter-retyped',
});
