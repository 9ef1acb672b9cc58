import { defineRule } from './rule.ts';

export const sourceSettingChanged = defineRule({
  id: 'source-setting-changed',
  level: 'breaking',
  of: 'source-setting',
  edit: 'changed',
  says: {
    es: 'La fuente {name} lee otra parte: {before} → {after}',
    en: 'The source {name} reads another part: {before} → {after}',
  },
  mirror: 'source-setting-changed',
});
