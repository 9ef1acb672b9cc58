import { defineRule } from './rule.ts';

export const outputRemoved = defineRule({
  id: 'output-removed',
  level: 'breaking',
  of: 'output',
  edit: 'removed',
  says: {
    es: 'La parte del drawer {name} ya no se rellena',
    en: 'The part {name} of the drawer is no longer filled',
  },
  mirror: 'output-added',
});
