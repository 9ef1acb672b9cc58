import { defineRule } from './rule.ts';

export const sourceDateAdded = defineRule({
  id: 'source-date-added',
  level: 'breaking',
  of: 'source-date',
  edit: 'added',
  says: {
    es: 'La fuente {name} tiene ahora fecha',
    en: 'The source {name} has a date now',
  },
  mirror: 'source-date-removed',
});
