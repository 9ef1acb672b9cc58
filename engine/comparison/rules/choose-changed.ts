import { defineRule } from './rule.ts';

export const chooseChanged = defineRule({
  id: 'choose-changed',
  level: 'breaking',
  of: 'mapping-choose',
  edit: 'changed',
  says: {
    es: 'El mapeo {name} elige {after} en vez de {before}',
    en: 'The mapping {name} chooses {after} instead of {before}',
  },
  mirror: 'choose-changed',
});
