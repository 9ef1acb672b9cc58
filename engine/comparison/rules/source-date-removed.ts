import { defineRule } from './rule.ts';

export const sourceDateRemoved = defineRule({
  id: 'source-date-removed',
  level: 'breaking',
  of: 'source-date',
  edit: 'removed',
  says: {
    es: 'La fuente {name} ya no tiene fecha',
    en: 'The source {name} has no date any more',
  },
  mirror: 'source-date-added',
});
