import { defineRule } from './rule.ts';

export const fillerAdded = defineRule({
  id: 'filler-added',
  level: 'review',
  of: 'filler',
  edit: 'added',
  says: {
    es: 'El mapeo rellena huecos también desde {name}',
    en: 'Gaps are filled from {name} too',
  },
  mirror: 'filler-removed',
});
