import { defineRule } from './rule.ts';

export const sourceDateChanged = defineRule({
  id: 'source-date-changed',
  level: 'breaking',
  of: 'source-date',
  edit: 'changed',
  says: {
    es: 'La fecha de la fuente {name} se toma de otro sitio',
    en: 'The date of the source {name} is taken from elsewhere',
  },
  mirror: 'source-date-changed',
});
