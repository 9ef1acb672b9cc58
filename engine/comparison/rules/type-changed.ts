import { defineRule } from './rule.ts';

export const typeChanged = defineRule({
  id: 'type-changed',
  level: 'breaking',
  of: 'property-type',
  edit: 'changed',
  says: {
    es: '{name} cambia de tipo',
    en: '{name} has another type',
  },
  mirror: 'type-changed',
});
