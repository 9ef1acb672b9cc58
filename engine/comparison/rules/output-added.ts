import { defineRule } from './rule.ts';

export const outputAdded = defineRule({
  id: 'output-added',
  level: 'review',
  of: 'output',
  edit: 'added',
  says: {
    es: 'Nueva parte del drawer: {name}',
    en: 'New part of the drawer: {name}',
  },
  mirror: 'output-removed',
});
