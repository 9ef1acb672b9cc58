import { isLimitNarrower } from '../tests/schemas.ts';
import { defineRule } from './rule.ts';

export const limitNarrowed = defineRule({
  id: 'limit-narrowed',
  level: 'breaking',
  of: 'property-keyword',
  edit: 'changed',
  when: isLimitNarrower,
  says: {
    es: 'El límite {name} es más estrecho',
    en: 'The limit {name} is narrower',
  },
  mirror: 'limit-widened',
});
