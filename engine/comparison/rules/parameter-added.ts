import { defineRule } from './rule.ts';

export const parameterAdded = defineRule({
  id: 'parameter-added',
  level: 'compatible',
  of: 'parameter',
  edit: 'added',
  says: {
    es: 'Nuevo parámetro opcional {name}',
    en: 'New optional parameter {name}',
  },
  mirror: 'parameter-removed',
});
