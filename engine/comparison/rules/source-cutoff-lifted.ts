import { defineRule } from './rule.ts';

export const sourceCutoffLifted = defineRule({
  id: 'source-cutoff-lifted',
  level: 'breaking',
  of: 'source-cutoff',
  edit: 'changed',
  says: {
    es: 'La fecha de corte ya no vale para la fuente {name}',
    en: 'The cutoff no longer applies to the source {name}',
  },
  mirror: 'source-cutoff-applied',
});
