import { defineRule } from './rule.ts';

export const phaseRemoved = defineRule({
  id: 'phase-removed',
  level: 'breaking',
  of: 'phase',
  edit: 'removed',
  says: {
    es: 'La fase {name} ya no existe',
    en: 'The phase {name} is gone',
  },
  mirror: 'phase-added',
});
