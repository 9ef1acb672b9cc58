import { isRequired } from '../tests/parameters.ts';
import { defineRule } from './rule.ts';

export const parameterRequiredRemoved = defineRule({
  id: 'parameter-required-removed',
  level: 'breaking',
  of: 'parameter',
  edit: 'removed',
  when: isRequired,
  says: {
    es: 'El parámetro obligatorio {name} ya no existe',
    en: 'The required parameter {name} is gone',
  },
  mirror: 'parameter-required-added',
});
