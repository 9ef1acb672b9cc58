import { defineRule } from './rule.ts';

export const mappingAdded = defineRule({
  id: 'mapping-added',
  level: 'review',
  of: 'mapping',
  edit: 'added',
  says: {
    es: 'Nuevo mapeo {name}',
    en: 'New mapping {name}',
  },
  mirror: 'mapping-removed',
});
