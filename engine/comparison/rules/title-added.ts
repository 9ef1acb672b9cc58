import { defineRule } from './rule.ts';

export const titleAdded = defineRule({
  id: 'title-added',
  level: 'cosmetic',
  of: 'title',
  edit: 'added',
  says: {
    es: 'Nuevo título de {name}',
    en: 'New title of {name}',
  },
  mirror: 'title-removed',
});
