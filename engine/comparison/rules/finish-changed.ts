import { defineRule } from './rule.ts';

export const finishChanged = defineRule({
  id: 'finish-changed',
  level: 'review',
  of: 'finish',
  edit: 'changed',
  says: {
    es: 'El campo final {name} se calcula de otra forma',
    en: 'The finishing field {name} is computed in another way',
  },
  mirror: 'finish-changed',
});
