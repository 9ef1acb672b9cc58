import { defineRule } from './rule.ts';

export const fillUseless = defineRule({
  code: 'fill.useless',
  severity: 'warning',
  meaning: '`fill: other_source` in a mapping with a single source: there is nothing to fill from.',
  remedy: 'Remove it, write `any`, or add the other source to `from`.',
  check({ contract, at }, object) {
    for (const mapping of contract.mappings) {
      if (mapping.fill === 'other_source' && mapping.from.length < 2) {
        object(at(mapping, 'fill'), `${mapping.name} has no other source`);
      }
    }
  },
});
