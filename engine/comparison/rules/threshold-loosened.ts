import { isLooser } from '../tests/thresholds.ts';
import { defineRule } from './rule.ts';

export const thresholdLoosened = defineRule({
  id: 'threshold-loosened',
  level: 'breaking',
  of: 'criterion',
  edit: 'changed',
  when: isLooser,
  says: {
    es: 'El criterio {name} es menos exigente: {before} → {after}',
    en: 'The criterion {name} asks less: {before} → {after}',
  },
  mirror: 'threshold-tightened',
});
