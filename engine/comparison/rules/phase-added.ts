import { defineRule } from './rule.ts';

export const phaseAdded = defineRule({
  id: 'phase-added',
  level: 'review',
  of: 'phase',
  edit: 'added',
  says: {
    es: 'Nueva fase {name}',
    en: 'New phase {name}',
  },
  mirror: 'phase-removed',
});
