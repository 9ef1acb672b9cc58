import { defineRule } from './rule.ts';

export const clientIdChanged = defineRule({
  id: 'client-id-changed',
  level: 'breaking',
  of: 'client-id',
  edit: 'changed',
  says: {
    es: 'El _id del drawer se calcula de otra forma',
    en: 'The _id of the drawer is computed in another way',
  },
  mirror: 'client-id-changed',
});
