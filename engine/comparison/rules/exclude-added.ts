import { defineRule } from './rule.ts';

export const excludeAdded = defineRule({
  id: 'exclude-added',
  level: 'breaking',
  of: 'exclude',
  edit: 'added',
  says: {
    es: 'Nueva regla que excluye documentos: {name}',
    en: 'New rule that leaves documents out: {name}',
  },
  mirror: 'exclude-removed',
});
