import { defineRule } from './rule.ts';

export const approvalAdded = defineRule({
  id: 'approval-added',
  level: 'review',
  of: 'approval',
  edit: 'added',
  says: {
    es: 'Nuevo punto de aprobación {name}',
    en: 'New approval point {name}',
  },
  mirror: 'approval-removed',
});
