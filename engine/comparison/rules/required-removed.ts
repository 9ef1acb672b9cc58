import { defineRule } from './rule.ts';

export const requiredRemoved = defineRule({
  id: 'required-removed',
  level: 'review',
  of: 'property-required',
  edit: 'removed',
  says: {
    es: '{name} deja de ser obligatorio',
    en: '{name} is no longer required',
  },
  mirror: 'required-added',
});
