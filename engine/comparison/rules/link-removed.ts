import { defineRule } from './rule.ts';

export const linkRemoved = defineRule({
  id: 'link-removed',
  level: 'breaking',
  of: 'link',
  edit: 'removed',
  says: {
    es: 'El enlace {name} ya no se escribe en el documento antiguo',
    en: 'The link {name} is no longer written on the legacy document',
  },
  mirror: 'link-added',
});
