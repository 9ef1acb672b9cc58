import type { MappingModel } from '../model.ts';
import { defineRule } from './rule.ts';

export const afterCycle = defineRule({
  code: 'after.cycle',
  severity: 'error',
  meaning: 'Mappings come after each other in a circle.',
  remedy: 'Drop one of the names in `after`.',
  check({ contract, at }, object) {
    const byName = new Map(contract.mappings.map((mapping) => [mapping.name, mapping]));
    const done = new Set<MappingModel>();
    const visit = (mapping: MappingModel, open: readonly MappingModel[]): void => {
      if (done.has(mapping)) return;
      for (const [index, name] of mapping.after.entries()) {
        const next = byName.get(name);
        if (next === undefined) continue;
        const path = [...open, mapping];
        const start = path.indexOf(next);
        if (start < 0) visit(next, path);
        else {
          const circle = [...path.slice(start), next].map((each) => each.name).join(' → ');
          object(at(mapping, 'after', index), `these mappings wait for each other: ${circle}`);
        }
      }
      done.add(mapping);
    };
    for (const mapping of contract.mappings) visit(mapping, []);
  },
});
