import { isUnique } from '../tests/indexes.ts';
import { defineRule } from './rule.ts';

export const indexUniqueAdded = defineRule({
  id: 'index-unique-added',
  level: 'breaking',
  of: 'index',
  edit: 'added',
  when: isUnique,
  says: {
    es: 'Nuevo índice único {name}',
    en: 'New unique index {name}',
  },
  mirror: 'index-unique-removed',
});
