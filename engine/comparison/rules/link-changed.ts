import { defineRule } from './rule.ts';

export const linkChanged = defineRule({
  id: 'link-changed',
  level: 'breaking',
  of: 'link',
  edit: 'changed',
  says: {
    es: 'El enlace {name} se calcula de otra forma',
    en: 'The link {name} is computed in another way',
  },
  mirror: 'link-changed',
});
