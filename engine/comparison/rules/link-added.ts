import { defineRule } from './rule.ts';

export const linkAdded = defineRule({
  id: 'link-added',
  level: 'review',
  of: 'link',
  edit: 'added',
  says: {
    es: 'Nuevo enlace {name} en el documento antiguo',
    en: 'New link {name} on the legacy document',
  },
  mirror: 'link-removed',
});
