import { defineRule } from './rule.ts';

export const finishAdded = defineRule({
  id: 'finish-added',
  level: 'compatible',
  of: 'finish',
  edit: 'added',
  says: {
    es: 'Nuevo campo final {name}',
    en: 'New finishing field {name}',
  },
  mirror: 'finish-removed',
});
