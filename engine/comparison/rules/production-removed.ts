import { defineRule } from './rule.ts';

export const productionRemoved = defineRule({
  id: 'production-removed',
  level: 'breaking',
  of: 'production',
  edit: 'removed',
  says: {
    es: '{name} ya no cuenta siempre como producción',
    en: '{name} no longer always counts as production',
  },
  mirror: 'production-added',
});
