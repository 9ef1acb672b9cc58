import { isMadeUnique } from '../tests/indexes.ts';
import { defineRule } from './rule.ts';

export const indexMadeUnique = defineRule({
  id: 'index-made-unique',
  level: 'breaking',
  of: 'index',
  edit: 'changed',
  when: isMadeUnique,
  says: {
    es: 'El índice {name} pasa a ser único',
    en: 'The index {name} is unique now',
  },
  mirror: 'index-made-plain',
});
