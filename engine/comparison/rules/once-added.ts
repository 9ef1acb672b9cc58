import { defineRule } from './rule.ts';

export const onceAdded = defineRule({
  id: 'once-added',
  level: 'review',
  of: 'once',
  edit: 'added',
  says: {
    es: '{name} solo puede estar en un lugar del drawer',
    en: '{name} may be in one place of the drawer only',
  },
  mirror: 'once-removed',
});
