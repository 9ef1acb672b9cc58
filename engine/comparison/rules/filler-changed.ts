import { defineRule } from './rule.ts';

export const fillerChanged = defineRule({
  id: 'filler-changed',
  level: 'review',
  of: 'filler',
  edit: 'changed',
  says: {
    es: 'Lo que solo está en {name} se trata de otra forma',
    en: 'What is in {name} alone is treated in another way',
  },
  mirror: 'filler-changed',
});
