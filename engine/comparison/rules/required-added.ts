import { defineRule } from './rule.ts';

export const requiredAdded = defineRule({
  id: 'required-added',
  level: 'breaking',
  of: 'property-required',
  edit: 'added',
  says: {
    es: '{name} pasa a ser obligatorio',
    en: '{name} is required now',
  },
  mirror: 'required-removed',
});
