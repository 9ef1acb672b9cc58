import type { Place } from '../finding.ts';
import type { Path } from '../model.ts';
import { formatPath } from '../path.ts';
import { declaredPaths, lookUp } from '../schema/index.ts';
import { defineRule } from './rule.ts';
import { leavesOf, outputLeaves } from './tree.ts';

export const targetOnce = defineRule({
  code: 'target.once',
  severity: 'error',
  meaning: 'A name that `target.once` keeps for one place of the drawer is used in another one too (R007).',
  remedy: 'Store it at that one place, or take the name out of `target.once`.',
  check({ contract }, object) {
    const { once, schema } = contract.target;
    const outputs = contract.mappings.flatMap((mapping) => mapping.outputs);
    for (const { path, names } of once) {
      if (lookUp(schema.json, path).kind === 'unknown') continue;
      const elsewhere = (here: Path): string | undefined =>
        here.find((name, depth) => names.includes(name) && !isBelow(here.slice(0, depth + 1), path));
      const check = (here: Path, place: Place): void => {
        const name = elsewhere(here);
        if (name !== undefined)
          object(place, `${formatPath(here)}: ${name} belongs at ${formatPath(path)} only`);
      };
      for (const { path: here, pointer } of declaredPaths(schema.json)) {
        if (elsewhere(here.slice(0, -1)) === undefined) check(here, schema.placeOf(pointer));
      }
      for (const output of outputs) {
        if (elsewhere(output.into) !== undefined) check(output.into, output.place);
        else for (const leaf of outputLeaves(output)) check(leaf.path, leaf.place);
      }
      for (const leaf of leavesOf(contract.finish, [], 'finish')) check(leaf.path, leaf.place);
    }
  },
});

function isBelow(path: Path, top: Path): boolean {
  return top.every((name, index) => path[index] === name);
}
