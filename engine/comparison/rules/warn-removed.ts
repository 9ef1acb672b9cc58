import { defineRule } from './rule.ts';

export const warnRemoved = defineRule({
  id: 'warn-removed',
  level: 'review',
  of: 'warn',
  edit: 'removed',
  says: {
    es: 'Desaparece el aviso {name}',
    en: 'The warning {name} is gone',
  },
  mirror: 'warn-added',
});
