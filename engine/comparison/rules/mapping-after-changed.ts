import { defineRule } from './rule.ts';

export const mappingAfterChanged = defineRule({
  id: 'mapping-after-changed',
  level: 'review',
  of: 'mapping-after',
  edit: 'changed',
  says: {
    es: 'El mapeo {name} va después de otros',
    en: 'The mapping {name} comes after others',
  },
  mirror: 'mapping-after-changed',
});
