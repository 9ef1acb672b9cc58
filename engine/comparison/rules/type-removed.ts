import { defineRule } from './rule.ts';

export const typeRemoved = defineRule({
  id: 'type-removed',
  level: 'review',
  of: 'property-type',
  edit: 'removed',
  says: {
    es: '{name} ya no tiene un tipo fijo',
    en: '{name} has no type any more',
  },
  mirror: 'type-added',
});
