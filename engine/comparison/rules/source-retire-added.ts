import { isTurnedOn } from '../tests/sets.ts';
import { defineRule } from './rule.ts';

export const sourceRetireAdded = defineRule({
  id: 'source-retire-added',
  level: 'review',
  of: 'source-retire',
  edit: 'changed',
  when: isTurnedOn,
  says: {
    es: 'La fuente {name} se retira al final',
    en: 'The source {name} is retired at the end now',
  },
  mirror: 'source-retire-removed',
});
