import { defineRule } from './rule.ts';

export const excludeRemoved = defineRule({
  id: 'exclude-removed',
  level: 'review',
  of: 'exclude',
  edit: 'removed',
  says: {
    es: 'Desaparece la regla que excluye documentos {name}',
    en: 'The rule {name} that leaves documents out is gone',
  },
  mirror: 'exclude-added',
});
