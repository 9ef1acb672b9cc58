import { isMadeRequired } from '../tests/parameters.ts';
import { defineRule } from './rule.ts';

export const parameterMadeRequired = defineRule({
  id: 'parameter-made-required',
  level: 'breaking',
  of: 'parameter',
  edit: 'changed',
  when: isMadeRequired,
  says: {
    es: 'El parámetro {name} pasa a ser obligatorio',
    en: 'The parameter {name} is required now',
  },
  mirror: 'parameter-made-optional',
});
