import { defineRule } from './rule.ts';

export const requirementRemoved = defineRule({
  id: 'requirement-removed',
  level: 'breaking',
  of: 'requirement',
  edit: 'removed',
  says: {
    es: 'El requisito {name} ya no existe',
    en: 'The requirement {name} is gone',
  },
  mirror: 'requirement-added',
});
