import { defineRule } from './rule.ts';

export const warnAdded = defineRule({
  id: 'warn-added',
  level: 'compatible',
  of: 'warn',
  edit: 'added',
  says: {
    es: 'Nuevo aviso {name}',
    en: 'New warning {name}',
  },
  mirror: 'warn-removed',
});
