import { defineRule } from './rule.ts';

export const letRemoved = defineRule({
  id: 'let-removed',
  level: 'compatible',
  of: 'let',
  edit: 'removed',
  says: {
    es: 'La variable {name} ya no existe',
    en: 'The variable {name} is gone',
  },
  mirror: 'let-added',
});
