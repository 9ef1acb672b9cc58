import type { Path } from '../model.ts';
import { formatPath } from '../path.ts';
import {
  type At,
  elementsOf,
  expand,
  type Json,
  list,
  mergedProperties,
  own,
  pointerOf,
  rootOf,
  typesOf,
} from '../schema/index.ts';
import { defineRule } from './rule.ts';
import { drawerLeaves, leavesOf } from './tree.ts';

export const drawerUnfilled = defineRule({
  code: 'drawer.unfilled',
  severity: 'error',
  meaning:
    'The schema of the drawer requires a field that nothing fills, and that can be neither null, `{}` nor `[]`.',
  remedy: 'Fill it in an output or in `finish`, allow null, or do not require it.',
  absence: true,
  check({ contract }, object) {
    const { schema } = contract.target;
    const outputs = contract.mappings.flatMap(({ outputs }) => outputs);
    const lists = outputs.filter(({ many }) => many);
    const paths = [
      ['_id'],
      ...drawerLeaves(contract).map(({ path }) => path),
      ...lists.map(({ into }) => into),
    ];
    const found = (path: Path, pointer: string): void => {
      object(schema.placeOf(pointer), `nothing fills ${formatPath(path)}, which the drawer requires`);
    };
    unfilled(schema.json, [rootOf(schema.json)], [], filledBy(paths), found);
    for (const { into, fields } of lists) {
      const elements = elementsAt(schema.json, into);
      unfilled(
        schema.json,
        elements,
        into,
        filledBy(leavesOf(fields, into, '').map(({ path }) => path)),
        found,
      );
    }
  },
});

/** What is filled: leaves by their path, and the objects above them. */
interface Filled {
  readonly leaves: ReadonlySet<string>;
  readonly above: ReadonlySet<string>;
}

function filledBy(paths: readonly Path[]): Filled {
  const above = paths.flatMap((path) => path.map((_, length) => keyOf(path.slice(0, length))));
  return { leaves: new Set(paths.map(keyOf)), above: new Set(above) };
}

const keyOf = (path: Path): string => JSON.stringify(path);

/** Looks for what is missing in objects that will be there: those with filled leaves below, and required ones. */
function unfilled(
  root: Json,
  schemas: readonly At[],
  path: Path,
  filled: Filled,
  found: (path: Path, pointer: string) => void,
): void {
  if (path.length > 100) return;
  const all = expand(root, schemas, 'required');
  const required = new Map<string, string>();
  for (const { schema, pointer } of all) {
    for (const [index, name] of list(own(schema, 'required')).entries()) {
      if (typeof name === 'string') required.set(name, pointerOf([...pointer, 'required', index]));
    }
  }
  const properties = mergedProperties(all);
  for (const name of new Set([...required.keys(), ...properties.keys()])) {
    const child = [...path, name];
    if (filled.leaves.has(keyOf(child))) continue;
    const children = properties.get(name) ?? [];
    const types = typesOf(expand(root, children, 'possible'));
    const place = required.get(name);
    if (filled.above.has(keyOf(child)) || (place !== undefined && types?.has('object'))) {
      unfilled(root, children, child, filled, found);
    } else if (place !== undefined && !types?.has('array') && !types?.has('null')) found(child, place);
  }
}

/** What describes the elements of the list at a path. */
function elementsAt(root: Json, into: Path): readonly At[] {
  let at: readonly At[] = [rootOf(root)];
  for (const name of into) at = mergedProperties(expand(root, at, 'required')).get(name) ?? [];
  return expand(root, at, 'required').flatMap(elementsOf);
}
