import { isWider } from '../tests/sets.ts';
import { defineRule } from './rule.ts';

export const enumWidened = defineRule({
  id: 'enum-widened',
  level: 'review',
  of: 'property-enum',
  edit: 'changed',
  when: isWider,
  says: {
    es: '{name} admite más valores',
    en: '{name} takes more values',
  },
  mirror: 'enum-narrowed',
});
