import { isRequired } from '../tests/parameters.ts';
import { defineRule } from './rule.ts';

export const parameterRequiredAdded = defineRule({
  id: 'parameter-required-added',
  level: 'breaking',
  of: 'parameter',
  edit: 'added',
  when: isRequired,
  says: {
    es: 'Nuevo parámetro obligatorio {name}',
    en: 'New required parameter {name}',
  },
  mirror: 'parameter-required-removed',
});
