import { defineRule } from './rule.ts';

export const sourceSettingAdded = defineRule({
  id: 'source-setting-added',
  level: 'breaking',
  of: 'source-setting',
  edit: 'added',
  says: {
    es: 'La fuente {name} lee solo una parte, u otra base de datos: {after}',
    en: 'The source {name} reads a part only, or another database: {after}',
  },
  mirror: 'source-setting-removed',
});
