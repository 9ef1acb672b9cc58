import { defineRule } from './rule.ts';

export const mappingDuplicate = defineRule({
  code: 'mapping.duplicate',
  severity: 'error',
  meaning: 'Two mappings have the same name.',
  remedy: 'Rename one of them.',
  check({ contract, at }, object) {
    const first = new Map<string, string>();
    for (const mapping of contract.mappings) {
      const file = first.get(mapping.name);
      if (file === undefined) first.set(mapping.name, mapping.file);
      else object(at(mapping, 'mapping'), `the mapping of ${file} has the name ${mapping.name} already`);
    }
  },
});
