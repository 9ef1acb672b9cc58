import { defineRule } from './rule.ts';

export const ignoreRemoved = defineRule({
  id: 'ignore-removed',
  level: 'compatible',
  of: 'ignore',
  edit: 'removed',
  says: {
    es: 'El campo {name} ya no está en la lista de lo que se deja fuera',
    en: 'The field {name} is no longer left out on purpose',
  },
  mirror: 'ignore-added',
});
