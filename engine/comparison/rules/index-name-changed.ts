import { defineRule } from './rule.ts';

export const indexNameChanged = defineRule({
  id: 'index-name-changed',
  level: 'compatible',
  of: 'index',
  edit: 'changed',
  says: {
    es: 'El índice {name} cambia de nombre',
    en: 'The index {name} has another name',
  },
  mirror: 'index-name-changed',
});
