import { isMadePlain } from '../tests/indexes.ts';
import { defineRule } from './rule.ts';

export const indexMadePlain = defineRule({
  id: 'index-made-plain',
  level: 'breaking',
  of: 'index',
  edit: 'changed',
  when: isMadePlain,
  says: {
    es: 'El índice {name} deja de ser único',
    en: 'The index {name} is no longer unique',
  },
  mirror: 'index-made-unique',
});
