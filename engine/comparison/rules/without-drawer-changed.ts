import { defineRule } from './rule.ts';

export const withoutDrawerChanged = defineRule({
  id: 'without-drawer-changed',
  level: 'breaking',
  of: 'without-drawer',
  edit: 'changed',
  says: {
    es: 'El mapeo {name} trata de otra forma a quien no tiene drawer',
    en: 'The mapping {name} treats clients without a drawer in another way',
  },
  mirror: 'without-drawer-changed',
});
