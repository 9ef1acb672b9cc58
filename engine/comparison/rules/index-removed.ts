import { defineRule } from './rule.ts';

export const indexRemoved = defineRule({
  id: 'index-removed',
  level: 'review',
  of: 'index',
  edit: 'removed',
  says: {
    es: 'Desaparece el índice {name}',
    en: 'The index {name} is gone',
  },
  mirror: 'index-added',
});
