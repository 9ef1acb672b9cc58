import { defineRule } from './rule.ts';

export const volatileRemoved = defineRule({
  id: 'volatile-removed',
  level: 'review',
  of: 'volatile',
  edit: 'removed',
  says: {
    es: '{name} vuelve a contar al comparar drawers',
    en: '{name} counts again when drawers are compared',
  },
  mirror: 'volatile-added',
});
