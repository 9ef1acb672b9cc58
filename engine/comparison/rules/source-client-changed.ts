import { defineRule } from './rule.ts';

export const sourceClientChanged = defineRule({
  id: 'source-client-changed',
  level: 'breaking',
  of: 'source-client',
  edit: 'changed',
  says: {
    es: 'El cliente de la fuente {name} se busca de otra forma',
    en: 'The client of the source {name} is found in another way',
  },
  mirror: 'source-client-changed',
});
