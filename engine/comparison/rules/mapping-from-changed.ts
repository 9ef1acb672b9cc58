import { defineRule } from './rule.ts';

export const mappingFromChanged = defineRule({
  id: 'mapping-from-changed',
  level: 'breaking',
  of: 'mapping-from',
  edit: 'changed',
  says: {
    es: 'El mapeo {name} lee otras fuentes',
    en: 'The mapping {name} reads other sources',
  },
  mirror: 'mapping-from-changed',
});
