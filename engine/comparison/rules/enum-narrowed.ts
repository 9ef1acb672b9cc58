import { isNarrower } from '../tests/sets.ts';
import { defineRule } from './rule.ts';

export const enumNarrowed = defineRule({
  id: 'enum-narrowed',
  level: 'breaking',
  of: 'property-enum',
  edit: 'changed',
  when: isNarrower,
  says: {
    es: '{name} admite menos valores',
    en: '{name} takes fewer values',
  },
  mirror: 'enum-widened',
});
