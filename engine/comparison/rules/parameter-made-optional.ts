import { isMadeOptional } from '../tests/parameters.ts';
import { defineRule } from './rule.ts';

export const parameterMadeOptional = defineRule({
  id: 'parameter-made-optional',
  level: 'compatible',
  of: 'parameter',
  edit: 'changed',
  when: isMadeOptional,
  says: {
    es: 'El parámetro {name} deja de ser obligatorio',
    en: 'The parameter {name} is no longer required',
  },
  mirror: 'parameter-made-required',
});
