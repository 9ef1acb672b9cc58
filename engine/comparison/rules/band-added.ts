import { defineRule } from './rule.ts';

export const bandAdded = defineRule({
  id: 'band-added',
  level: 'review',
  of: 'band',
  edit: 'added',
  says: {
    es: 'Nuevo tramo {name}',
    en: 'New band {name}',
  },
  mirror: 'band-removed',
});
