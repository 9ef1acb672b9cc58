import { defineRule } from './rule.ts';

export const linkedChanged = defineRule({
  id: 'linked-changed',
  level: 'breaking',
  of: 'linked',
  edit: 'changed',
  says: {
    es: 'El mapeo {name} reconoce de otra forma lo ya migrado',
    en: 'The mapping {name} tells migrated documents in another way',
  },
  mirror: 'linked-changed',
});
