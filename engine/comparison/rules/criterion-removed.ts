import { defineRule } from './rule.ts';

export const criterionRemoved = defineRule({
  id: 'criterion-removed',
  level: 'breaking',
  of: 'criterion',
  edit: 'removed',
  says: {
    es: 'El criterio de aceptación {name} ya no existe',
    en: 'The acceptance criterion {name} is gone',
  },
  mirror: 'criterion-added',
});
