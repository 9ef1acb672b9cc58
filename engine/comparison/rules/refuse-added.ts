import { defineRule } from './rule.ts';

export const refuseAdded = defineRule({
  id: 'refuse-added',
  level: 'review',
  of: 'refuse',
  edit: 'added',
  says: {
    es: 'Nueva regla que aparta documentos: {name}',
    en: 'New rule that sets documents aside: {name}',
  },
  mirror: 'refuse-removed',
});
