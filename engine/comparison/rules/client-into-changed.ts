import { defineRule } from './rule.ts';

export const clientIntoChanged = defineRule({
  id: 'client-into-changed',
  level: 'breaking',
  of: 'client-into',
  edit: 'changed',
  says: {
    es: 'El id del cliente se guarda en {after} en vez de {before}',
    en: 'The client id is kept at {after} instead of {before}',
  },
  mirror: 'client-into-changed',
});
