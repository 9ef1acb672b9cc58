import { defineRule } from './rule.ts';

export const mappingOrderChanged = defineRule({
  id: 'mapping-order-changed',
  level: 'breaking',
  of: 'mapping-order',
  edit: 'changed',
  says: {
    es: 'Los documentos del mapeo {name} se ordenan de otra forma',
    en: 'The documents of the mapping {name} are in another order',
  },
  mirror: 'mapping-order-changed',
});
