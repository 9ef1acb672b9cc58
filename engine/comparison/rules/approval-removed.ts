import { defineRule } from './rule.ts';

export const approvalRemoved = defineRule({
  id: 'approval-removed',
  level: 'breaking',
  of: 'approval',
  edit: 'removed',
  says: {
    es: 'El punto de aprobación {name} ya no existe',
    en: 'The approval point {name} is gone',
  },
  mirror: 'approval-added',
});
