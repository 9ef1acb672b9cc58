import { defineRule } from './rule.ts';

export const unreadChanged = defineRule({
  id: 'unread-changed',
  level: 'review',
  of: 'policy-unread',
  edit: 'changed',
  says: {
    es: 'Los campos que nadie lee se tratan de otra forma',
    en: 'Fields that nothing reads are treated in another way',
  },
  mirror: 'unread-changed',
});
