import { defineRule } from './rule.ts';

export const severityAdded = defineRule({
  id: 'severity-added',
  level: 'review',
  of: 'severity',
  edit: 'added',
  says: {
    es: 'El código {name} tiene ahora una gravedad propia: {after}',
    en: 'The code {name} has a severity of its own now: {after}',
  },
  mirror: 'severity-removed',
});
