import { defineRule } from './rule.ts';

export const fillerRemoved = defineRule({
  id: 'filler-removed',
  level: 'breaking',
  of: 'filler',
  edit: 'removed',
  says: {
    es: 'El mapeo ya no rellena huecos desde {name}',
    en: 'Gaps are no longer filled from {name}',
  },
  mirror: 'filler-added',
});
