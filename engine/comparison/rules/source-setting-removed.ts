import { defineRule } from './rule.ts';

export const sourceSettingRemoved = defineRule({
  id: 'source-setting-removed',
  level: 'breaking',
  of: 'source-setting',
  edit: 'removed',
  says: {
    es: 'La fuente {name} ya no lee solo una parte, ni otra base de datos: {before}',
    en: 'The source {name} no longer reads a part only, or another database: {before}',
  },
  mirror: 'source-setting-added',
});
