import { isWider } from '../tests/sets.ts';
import { defineRule } from './rule.ts';

export const typeWidened = defineRule({
  id: 'type-widened',
  level: 'review',
  of: 'property-type',
  edit: 'changed',
  when: isWider,
  says: {
    es: '{name} admite más tipos',
    en: '{name} takes more types',
  },
  mirror: 'type-narrowed',
});
