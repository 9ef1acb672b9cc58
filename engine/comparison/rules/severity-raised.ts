import { isGraver } from '../tests/thresholds.ts';
import { defineRule } from './rule.ts';

export const severityRaised = defineRule({
  id: 'severity-raised',
  level: 'review',
  of: 'severity',
  edit: 'changed',
  when: isGraver,
  says: {
    es: 'El código {name} es más grave: {before} → {after}',
    en: 'The code {name} is graver: {before} → {after}',
  },
  mirror: 'severity-lowered',
});
