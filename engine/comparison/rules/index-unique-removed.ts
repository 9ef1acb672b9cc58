import { isUnique } from '../tests/indexes.ts';
import { defineRule } from './rule.ts';

export const indexUniqueRemoved = defineRule({
  id: 'index-unique-removed',
  level: 'breaking',
  of: 'index',
  edit: 'removed',
  when: isUnique,
  says: {
    es: 'Desaparece el índice único {name}',
    en: 'The unique index {name} is gone',
  },
  mirror: 'index-unique-added',
});
