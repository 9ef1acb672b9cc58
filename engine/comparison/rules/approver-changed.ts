import { defineRule } from './rule.ts';

export const approverChanged = defineRule({
  id: 'approver-changed',
  level: 'breaking',
  of: 'approval',
  edit: 'changed',
  says: {
    es: 'En {name} aprueba {after} en vez de {before}',
    en: 'At {name} {after} approves instead of {before}',
  },
  mirror: 'approver-changed',
});
