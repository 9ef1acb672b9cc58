import { defineRule } from './rule.ts';

export const warnChanged = defineRule({
  id: 'warn-changed',
  level: 'compatible',
  of: 'warn',
  edit: 'changed',
  says: {
    es: 'El aviso {name} salta en otros casos',
    en: 'The warning {name} is given in other cases',
  },
  mirror: 'warn-changed',
});
