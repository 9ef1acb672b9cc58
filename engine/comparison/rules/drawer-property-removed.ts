import { isOfDrawer } from '../tests/schemas.ts';
import { defineRule } from './rule.ts';

export const drawerPropertyRemoved = defineRule({
  id: 'drawer-property-removed',
  level: 'breaking',
  of: 'property',
  edit: 'removed',
  when: isOfDrawer,
  says: {
    es: 'El esquema del drawer ya no conoce {name}',
    en: 'The schema of the drawer no longer knows {name}',
  },
  mirror: 'drawer-property-added',
});
