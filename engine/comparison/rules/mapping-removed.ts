import { defineRule } from './rule.ts';

export const mappingRemoved = defineRule({
  id: 'mapping-removed',
  level: 'breaking',
  of: 'mapping',
  edit: 'removed',
  says: {
    es: 'El mapeo {name} ya no existe',
    en: 'The mapping {name} is gone',
  },
  mirror: 'mapping-added',
});
