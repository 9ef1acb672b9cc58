import { defineRule } from './rule.ts';

export const enumRemoved = defineRule({
  id: 'enum-removed',
  level: 'review',
  of: 'property-enum',
  edit: 'removed',
  says: {
    es: '{name} admite cualquier valor',
    en: '{name} takes any value',
  },
  mirror: 'enum-added',
});
