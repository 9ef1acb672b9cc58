import { defineRule } from './rule.ts';

export const ignoreAdded = defineRule({
  id: 'ignore-added',
  level: 'review',
  of: 'ignore',
  edit: 'added',
  says: {
    es: 'El campo {name} se deja fuera a propósito',
    en: 'The field {name} is left out on purpose',
  },
  mirror: 'ignore-removed',
});
