import { defineRule } from './rule.ts';

export const refuseChanged = defineRule({
  id: 'refuse-changed',
  level: 'review',
  of: 'refuse',
  edit: 'changed',
  says: {
    es: 'La regla {name} aparta otros documentos',
    en: 'The rule {name} sets other documents aside',
  },
  mirror: 'refuse-changed',
});
