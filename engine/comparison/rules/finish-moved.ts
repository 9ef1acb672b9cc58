import { defineRule } from './rule.ts';

export const finishMoved = defineRule({
  id: 'finish-moved',
  level: 'breaking',
  of: 'finish',
  edit: 'moved',
  says: {
    es: 'El campo final {before} pasa a {after}',
    en: 'The finishing field {before} moves to {after}',
  },
  mirror: 'finish-moved',
});
