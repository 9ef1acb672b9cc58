import { isNarrower } from '../tests/sets.ts';
import { defineRule } from './rule.ts';

export const typeNarrowed = defineRule({
  id: 'type-narrowed',
  level: 'breaking',
  of: 'property-type',
  edit: 'changed',
  when: isNarrower,
  says: {
    es: '{name} admite menos tipos',
    en: '{name} takes fewer types',
  },
  mirror: 'type-widened',
});
