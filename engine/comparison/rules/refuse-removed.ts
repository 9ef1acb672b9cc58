import { defineRule } from './rule.ts';

export const refuseRemoved = defineRule({
  id: 'refuse-removed',
  level: 'review',
  of: 'refuse',
  edit: 'removed',
  says: {
    es: 'Desaparece la regla que aparta documentos {name}',
    en: 'The rule {name} that sets documents aside is gone',
  },
  mirror: 'refuse-added',
});
