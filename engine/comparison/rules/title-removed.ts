import { defineRule } from './rule.ts';

export const titleRemoved = defineRule({
  id: 'title-removed',
  level: 'cosmetic',
  of: 'title',
  edit: 'removed',
  says: {
    es: 'Desaparece el título de {name}',
    en: 'The title of {name} is gone',
  },
  mirror: 'title-added',
});
