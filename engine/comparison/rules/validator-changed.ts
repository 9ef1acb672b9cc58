import { defineRule } from './rule.ts';

export const validatorChanged = defineRule({
  id: 'validator-changed',
  level: 'review',
  of: 'policy-validator',
  edit: 'changed',
  says: {
    es: 'El servidor trata de otra forma un drawer que no encaja: {before} → {after}',
    en: 'The server treats a drawer that does not fit in another way: {before} → {after}',
  },
  mirror: 'validator-changed',
});
