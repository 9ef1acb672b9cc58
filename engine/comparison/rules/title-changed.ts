import { defineRule } from './rule.ts';

export const titleChanged = defineRule({
  id: 'title-changed',
  level: 'cosmetic',
  of: 'title',
  edit: 'changed',
  says: {
    es: 'Otro título de {name}',
    en: 'Another title of {name}',
  },
  mirror: 'title-changed',
});
