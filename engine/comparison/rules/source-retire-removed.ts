import { defineRule } from './rule.ts';

export const sourceRetireRemoved = defineRule({
  id: 'source-retire-removed',
  level: 'review',
  of: 'source-retire',
  edit: 'changed',
  says: {
    es: 'La fuente {name} ya no se retira',
    en: 'The source {name} is no longer retired',
  },
  mirror: 'source-retire-added',
});
