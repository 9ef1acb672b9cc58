import { isOfDrawer } from '../tests/schemas.ts';
import { defineRule } from './rule.ts';

export const drawerPropertyAdded = defineRule({
  id: 'drawer-property-added',
  level: 'compatible',
  of: 'property',
  edit: 'added',
  when: isOfDrawer,
  says: {
    es: 'El esquema del drawer admite {name}',
    en: 'The schema of the drawer knows {name}',
  },
  mirror: 'drawer-property-removed',
});
