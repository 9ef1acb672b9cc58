import { defineRule } from './rule.ts';

export const requirementAdded = defineRule({
  id: 'requirement-added',
  level: 'review',
  of: 'requirement',
  edit: 'added',
  says: {
    es: 'Nuevo requisito {name}',
    en: 'New requirement {name}',
  },
  mirror: 'requirement-removed',
});
