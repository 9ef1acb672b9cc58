import { type Contract, complete, declaredPaths, type Place, type Plan } from '../../contract/index.ts';
import { built, valueAt } from '../../transform/index.ts';

/** A field of the drawer that nothing fills. */
export interface Unfilled {
  readonly path: string;
  /** The line of the drawer's schema. */
  readonly place: Place;
}

/** Which of the drawer's fields a contract fills. */
export interface TargetCoverage {
  readonly covered: number;
  readonly of: number;
  /** Of the covered ones, how many only the schema fills: required, and empty. */
  readonly empty: number;
  readonly missing: readonly Unfilled[];
}

/** Looks for fields of the drawer's schema that neither an output, `finish`, the client's id nor a requirement fills. */
export function targetCoverage(contract: Contract, plan: Plan): TargetCoverage {
  const { schema } = contract.target;
  const filled = filledPaths(plan);
  const skeleton = complete(built(), plan.target.shape);
  const declared = declaredPaths(schema.json);
  const inner = new Set(declared.map(({ path }) => path.slice(0, -1).join('\0')));
  const fields = declared.filter(({ path }) => !inner.has(path.join('\0')));
  const missing: Unfilled[] = [];
  let empty = 0;
  for (const { path, pointer } of fields) {
    if (filled.some((each) => overlaps(each, path))) continue;
    if (valueAt(skeleton, path) !== undefined) empty++;
    else missing.push({ path: path.join('.'), place: schema.placeOf(pointer) });
  }
  return { covered: fields.length - missing.length, of: fields.length, empty, missing };
}

function filledPaths(plan: Plan): readonly (readonly string[])[] {
  return [
    ['_id'],
    plan.client.into,
    ...plan.finish.map(({ path }) => path),
    ...plan.mappings.flatMap(({ outputs }) =>
      outputs.flatMap(({ into, leaves }) =>
        leaves.flatMap((leaf) =>
          (leaf.else === undefined ? [leaf.path] : [leaf.path, leaf.else.path]).map((path) => [
            ...into,
            ...path,
          ]),
        ),
      ),
    ),
  ];
}

function overlaps(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.every((name, at) => name === long[at]);
}
