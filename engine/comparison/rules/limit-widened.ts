import { isLimitWider } from '../tests/schemas.ts';
import { defineRule } from './rule.ts';

export const limitWidened = defineRule({
  id: 'limit-widened',
  level: 'review',
  of: 'property-keyword',
  edit: 'changed',
  when: isLimitWider,
  says: {
    es: 'El límite {name} es más ancho',
    en: 'The limit {name} is wider',
  },
  mirror: 'limit-narrowed',
});
