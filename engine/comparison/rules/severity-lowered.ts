import { defineRule } from './rule.ts';

export const severityLowered = defineRule({
  id: 'severity-lowered',
  level: 'breaking',
  of: 'severity',
  edit: 'changed',
  says: {
    es: 'El código {name} es menos grave: {before} → {after}',
    en: 'The code {name} is less grave: {before} → {after}',
  },
  mirror: 'severity-raised',
});
