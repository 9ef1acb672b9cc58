import { isTighter } from '../tests/thresholds.ts';
import { defineRule } from './rule.ts';

export const thresholdTightened = defineRule({
  id: 'threshold-tightened',
  level: 'review',
  of: 'criterion',
  edit: 'changed',
  when: isTighter,
  says: {
    es: 'El criterio {name} es más exigente: {before} → {after}',
    en: 'The criterion {name} asks more: {before} → {after}',
  },
  mirror: 'threshold-loosened',
});
