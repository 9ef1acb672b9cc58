import { defineRule } from './rule.ts';

export const severityRemoved = defineRule({
  id: 'severity-removed',
  level: 'review',
  of: 'severity',
  edit: 'removed',
  says: {
    es: 'El código {name} vuelve a su gravedad normal',
    en: 'The code {name} has its usual severity again',
  },
  mirror: 'severity-added',
});
