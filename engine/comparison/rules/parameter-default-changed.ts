import { defineRule } from './rule.ts';

export const parameterDefaultChanged = defineRule({
  id: 'parameter-default-changed',
  level: 'review',
  of: 'parameter',
  edit: 'changed',
  says: {
    es: 'El parámetro {name} tiene otro valor por defecto',
    en: 'The parameter {name} has another default',
  },
  mirror: 'parameter-default-changed',
});
