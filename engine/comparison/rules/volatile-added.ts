import { defineRule } from './rule.ts';

export const volatileAdded = defineRule({
  id: 'volatile-added',
  level: 'review',
  of: 'volatile',
  edit: 'added',
  says: {
    es: '{name} deja de contar al comparar drawers',
    en: '{name} no longer counts when drawers are compared',
  },
  mirror: 'volatile-removed',
});
