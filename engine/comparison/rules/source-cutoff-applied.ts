import { isTurnedOn } from '../tests/sets.ts';
import { defineRule } from './rule.ts';

export const sourceCutoffApplied = defineRule({
  id: 'source-cutoff-applied',
  level: 'breaking',
  of: 'source-cutoff',
  edit: 'changed',
  when: isTurnedOn,
  says: {
    es: 'La fecha de corte vale ahora para la fuente {name}',
    en: 'The cutoff applies to the source {name} now',
  },
  mirror: 'source-cutoff-lifted',
});
