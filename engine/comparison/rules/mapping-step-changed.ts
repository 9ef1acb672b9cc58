import { defineRule } from './rule.ts';

export const mappingStepChanged = defineRule({
  id: 'mapping-step-changed',
  level: 'review',
  of: 'mapping-step',
  edit: 'changed',
  says: {
    es: 'El mapeo {name} pasa del paso {before} al {after}',
    en: 'The mapping {name} moves from step {before} to {after}',
  },
  mirror: 'mapping-step-changed',
});
