import { defineRule } from './rule.ts';

export const excludeChanged = defineRule({
  id: 'exclude-changed',
  level: 'breaking',
  of: 'exclude',
  edit: 'changed',
  says: {
    es: 'La regla {name} excluye otros documentos',
    en: 'The rule {name} leaves other documents out',
  },
  mirror: 'exclude-changed',
});
