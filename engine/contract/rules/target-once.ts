import type { Path } from '../model.ts';
import { formatPath } from '../path.ts';
import { declaredPaths } from '../schema/index.ts';
import { defineRule } from './rule.ts';
import { drawerLeaves, outputLeaves } from './tree.ts';

export const targetOnce = defineRule({
  code: 'target.once',
  severity: 'error',
  meaning: 'A name that `target.once` keeps for one place of the drawer is used in another one too (R007).',
  remedy: 'Store it at that one place, or take the name out of `target.once`.',
  check({ contract, at }, object) {
    const { once, schema } = contract.target;
    const outputs = contract.mappings.flatMap((mapping) => mapping.outputs);
    for (const { path, names } of once) {
      for (const { path: here, pointer } of declaredPaths(schema.json)) {
        const name = here.at(-1) ?? '';
        if (!names.includes(name) || isBelow(here, path)) continue;
        object(schema.placeOf(pointer), `${formatPath(here)}: ${name} belongs at ${formatPath(path)} only`);
      }
      const written = [
        ...drawerLeaves(contract),
        ...outputs.flatMap(outputLeaves),
        ...outputs.map((output) => ({ path: output.into, place: at(output, 'into') })),
      ];
      for (const { path: here, place } of written) {
        const index = here.findIndex(
          (name, depth) => names.includes(name) && !isBelow(here.slice(0, depth + 1), path),
        );
        if (index >= 0)
          object(place, `${formatPath(here)}: ${here[index]} belongs at ${formatPath(path)} only`);
      }
    }
  },
});

function isBelow(path: Path, top: Path): boolean {
  return top.every((name, index) => path[index] === name);
}
