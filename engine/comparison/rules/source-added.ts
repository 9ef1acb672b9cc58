import { defineRule } from './rule.ts';

export const sourceAdded = defineRule({
  id: 'source-added',
  level: 'review',
  of: 'source',
  edit: 'added',
  says: {
    es: 'Nueva fuente {name}',
    en: 'New source {name}',
  },
  mirror: 'source-removed',
});
