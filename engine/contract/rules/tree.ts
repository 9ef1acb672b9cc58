import type { Place } from '../finding.ts';
import type { Contract, FieldModel, LeafModel, OutputModel, Path } from '../model.ts';

/** A place that a contract writes: a path of the drawer, or of an element of one of its lists. */
export interface Written {
  readonly path: Path;
  /** The leaf that gives it; undefined for `client.into` and the twin of `$else`. */
  readonly leaf: LeafModel | undefined;
  readonly place: Place;
  /** Where it comes from, in words. */
  readonly by: string;
}

/** The leaves of a field tree, `$else` twins among them. `base` is the path of the tree. */
export function leavesOf(field: FieldModel, base: Path, by: string): readonly Written[] {
  if (field.kind === 'object') {
    return field.children.flatMap(({ name, field: child }) => leavesOf(child, [...base, name], by));
  }
  const own: Written = { path: base, leaf: field, place: field.value.place, by };
  if (field.else === undefined) return [own];
  const twin = [...base.slice(0, -1), field.else.leaf];
  return [own, { path: twin, leaf: undefined, place: field.else.place, by }];
}

/** The leaves of an output, by their path in the drawer. */
export function outputLeaves(output: OutputModel): readonly Written[] {
  return leavesOf(output.fields, output.into, `the output ${output.name}`);
}

/** Every leaf of all outputs that are one per client, of `finish`, and the client id. */
export function drawerLeaves(contract: Contract): readonly Written[] {
  const outputs = contract.mappings.flatMap(({ outputs }) => outputs);
  return [
    { path: contract.client.into, leaf: undefined, place: contract.client.id.place, by: 'client.into' },
    ...outputs.filter(({ many }) => !many).flatMap(outputLeaves),
    ...leavesOf(contract.finish, [], 'finish'),
  ];
}

/** Whether one path is the other or lies above it. */
export function overlaps(a: Path, b: Path): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.every((name, index) => name === long[index]);
}
