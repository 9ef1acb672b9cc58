import type { Contract } from '../model.ts';
import { formatPath } from '../path.ts';
import { defineRule } from './rule.ts';
import { drawerLeaves, outputLeaves, overlaps, type Written } from './tree.ts';

export const outputCollision = defineRule({
  code: 'output.collision',
  severity: 'error',
  meaning:
    'Two parts of the contract write the same place of the drawer, or one writes inside what the other writes.',
  remedy: 'Let one of them write it.',
  check({ contract }, object) {
    collide(topLevel(contract), object);
    for (const output of contract.mappings.flatMap(({ outputs }) => outputs)) {
      if (output.many) collide(outputLeaves(output), object);
    }
  },
});

/** Leaves of the drawer itself; a list of elements is one of them. */
function topLevel(contract: Contract): readonly Written[] {
  const lists = contract.mappings
    .flatMap(({ outputs }) => outputs)
    .filter(({ many }) => many)
    .map(
      ({ into, place, name }): Written => ({ path: into, leaf: undefined, place, by: `the output ${name}` }),
    );
  const id: Written = { path: ['_id'], leaf: undefined, place: contract.client.id.place, by: 'client.id' };
  return [id, ...drawerLeaves(contract), ...lists];
}

function collide(all: readonly Written[], object: (place: Written['place'], message: string) => void): void {
  const byFirst = new Map<string, Written[]>();
  for (const written of all) {
    const first = written.path[0] ?? '';
    const others = byFirst.get(first) ?? [];
    const other = others.find(({ path }) => overlaps(path, written.path));
    if (other) {
      object(
        written.place,
        `${written.by} writes ${formatPath(written.path)}, ${other.by} ${formatPath(other.path)}`,
      );
    }
    byFirst.set(first, [...others, written]);
  }
}
