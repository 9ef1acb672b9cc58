import { defineRule } from './rule.ts';

export const sourceRemoved = defineRule({
  id: 'source-removed',
  level: 'breaking',
  of: 'source',
  edit: 'removed',
  says: {
    es: 'La fuente {name} ya no se lee',
    en: 'The source {name} is no longer read',
  },
  mirror: 'source-added',
});
