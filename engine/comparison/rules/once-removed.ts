import { defineRule } from './rule.ts';

export const onceRemoved = defineRule({
  id: 'once-removed',
  level: 'breaking',
  of: 'once',
  edit: 'removed',
  says: {
    es: '{name} ya puede repetirse en el drawer',
    en: '{name} may be repeated in the drawer now',
  },
  mirror: 'once-added',
});
