import { defineRule } from './rule.ts';

export const productionAdded = defineRule({
  id: 'production-added',
  level: 'review',
  of: 'production',
  edit: 'added',
  says: {
    es: '{name} cuenta siempre como producción',
    en: '{name} always counts as production',
  },
  mirror: 'production-removed',
});
