import { defineRule } from './rule.ts';

export const finishRemoved = defineRule({
  id: 'finish-removed',
  level: 'breaking',
  of: 'finish',
  edit: 'removed',
  says: {
    es: 'El campo final {name} ya no se rellena',
    en: 'The finishing field {name} is no longer filled',
  },
  mirror: 'finish-added',
});
