import { defineRule } from './rule.ts';

export const onceChanged = defineRule({
  id: 'once-changed',
  level: 'review',
  of: 'once',
  edit: 'changed',
  says: {
    es: 'Cambian los nombres que solo pueden estar en {name}',
    en: 'Other names may be at {name} only',
  },
  mirror: 'once-changed',
});
