import { defineRule } from './rule.ts';

export const caseDuplicate = defineRule({
  code: 'case.duplicate',
  severity: 'error',
  meaning: 'Two cases have the same name.',
  remedy: 'Rename one of them.',
  check({ cases, at }, object) {
    const first = new Map<string, string>();
    for (const each of cases) {
      const file = first.get(each.name);
      if (file === undefined) first.set(each.name, each.file);
      else object(at(each, 'case'), `a case of ${file} has this name already`);
    }
  },
});
