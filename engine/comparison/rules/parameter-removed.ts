import { defineRule } from './rule.ts';

export const parameterRemoved = defineRule({
  id: 'parameter-removed',
  level: 'breaking',
  of: 'parameter',
  edit: 'removed',
  says: {
    es: 'El parámetro opcional {name} ya no existe',
    en: 'The optional parameter {name} is gone',
  },
  mirror: 'parameter-added',
});
