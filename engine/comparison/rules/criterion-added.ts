import { defineRule } from './rule.ts';

export const criterionAdded = defineRule({
  id: 'criterion-added',
  level: 'review',
  of: 'criterion',
  edit: 'added',
  says: {
    es: 'Nuevo criterio de aceptación {name}',
    en: 'New acceptance criterion {name}',
  },
  mirror: 'criterion-removed',
});
