import { defineRule } from './rule.ts';

export const outputKeyChanged = defineRule({
  id: 'output-key-changed',
  level: 'breaking',
  of: 'output-key',
  edit: 'changed',
  says: {
    es: 'La clave de idempotencia de {name} pasa de {before} a {after}',
    en: 'The idempotency key of {name} changes from {before} to {after}',
  },
  mirror: 'output-key-changed',
});
