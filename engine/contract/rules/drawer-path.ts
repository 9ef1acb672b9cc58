import type { Place } from '../finding.ts';
import type { Path } from '../model.ts';
import { formatPath, parsePath } from '../path.ts';
import { lookUp } from '../schema/index.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule, type Subject } from './rule.ts';
import { drawerLeaves, outputLeaves } from './tree.ts';

export const drawerPath = defineRule({
  code: 'drawer.path',
  severity: 'error',
  meaning: 'The contract names a path of the drawer (an output, a field, an index, …) that its schema lacks.',
  remedy: 'Correct the path, or add it to the schema of the drawer.',
  check(subject, object) {
    const { schema } = subject.contract.target;
    const reported = new Set<string>();
    for (const { path, place } of namedPaths(subject)) {
      const found = lookUp(schema.json, path);
      if (found.kind !== 'unknown') continue;
      const known = formatPath(path.slice(0, found.depth + 1));
      if (found.depth < path.length - 1 && reported.has(known)) continue;
      reported.add(known);
      object(
        place,
        `the drawer has no ${known} in ${schema.file}`,
        didYouMean(path[found.depth] ?? '', found.names),
      );
    }
  },
});

/** Every path of the drawer that the contract names, but for those that expressions read. */
function namedPaths({ contract, at }: Subject): readonly { readonly path: Path; readonly place: Place }[] {
  const { target, client } = contract;
  const elements = contract.mappings.flatMap(({ outputs }) => outputs).filter(({ many }) => many);
  return [
    { path: client.into, place: at(contract, 'client', 'into') },
    ...contract.mappings.flatMap(({ outputs }) => outputs.map(({ into, place }) => ({ path: into, place }))),
    ...elements.flatMap(outputLeaves),
    ...drawerLeaves(contract).filter(({ by }) => by !== 'client.into'),
    ...target.indexes.flatMap(({ keys, place }) =>
      keys.flatMap((key) => ({ path: parsePath(key.path) ?? [], place })),
    ),
    ...target.volatile.map((path, index) => ({ path, place: at(contract, 'target', 'volatile', index) })),
    ...target.once.map(({ path, place }) => ({ path, place })),
  ];
}
