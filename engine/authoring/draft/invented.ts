import type { PathProfile } from '../profile/index.ts';
import type { PlaceNode } from './path-tree.ts';
import { enumOf } from './source-schema.ts';
import { mapOf, type Yaml } from './yaml-text.ts';

/** The instant at which everything invented happened. */
const instant = '2025-01-15T10:00:00Z';

/** An invented value of each type, as extended JSON; nothing of real data is in it. */
const values: Readonly<Record<string, Yaml>> = {
  string: 'ejemplo',
  int: 1,
  double: { $numberDouble: '1.5' },
  long: { $numberLong: '1' },
  decimal: { $numberDecimal: '1.5' },
  bool: true,
  date: { $date: instant },
  objectId: { $oid: '00000000000000000000000a' },
  null: null,
  array: [],
  binData: { $binary: { base64: 'AA==', subType: '00' } },
  timestamp: { $timestamp: { t: 1, i: 1 } },
  regex: { $regularExpression: { pattern: 'a', options: '' } },
  minKey: { $minKey: 1 },
  maxKey: { $maxKey: 1 },
  javascript: { $code: 'x' },
  symbol: { $symbol: 'x' },
  undefined: { $undefined: true },
};

/** An invented document with what all documents of the census have; `client` and `date` are given. */
export function inventedDocument(
  fields: ReadonlyMap<string, PlaceNode>,
  documents: number,
  given: { readonly client: readonly string[]; readonly date: readonly string[] },
): Yaml {
  return invented(fields, documents, [
    { path: ['_id'], value: 'd1' },
    ...(given.date.length === 0 ? [] : [{ path: given.date, value: dateAt(fields, given.date) }]),
    { path: given.client, value: 'c1' },
  ]);
}

interface Given {
  readonly path: readonly string[];
  readonly value: Yaml;
}

function invented(fields: ReadonlyMap<string, PlaceNode>, objects: number, given: readonly Given[]): Yaml {
  const entries: (readonly [string, Yaml])[] = [];
  for (const [name, node] of fields) {
    const here = given.filter(({ path }) => path[0] === name);
    const exact = here.filter(({ path }) => path.length === 1).at(-1);
    const below = here
      .filter(({ path }) => path.length > 1)
      .map(({ path, value }) => ({ path: path.slice(1), value }));
    if (exact !== undefined) entries.push([name, fitting(exact.value, node.profile)]);
    else if (below.length > 0) entries.push([name, invented(node.fields, objectsOf(node.profile), below)]);
    else if (node.profile.occurrences === objects) entries.push([name, ofMostType(node)]);
  }
  return mapOf(entries);
}

/** A value of the type that most have. */
function ofMostType(node: PlaceNode): Yaml {
  const { profile, fields } = node;
  const type = profile.types[0]?.type ?? 'null';
  if (type === 'object') return invented(fields, objectsOf(profile), []);
  const words = enumOf(profile);
  if (words !== undefined) return words.find((word) => word !== '' && word !== null) ?? words[0] ?? null;
  return values[type] ?? null;
}

/** An id of the collection's own type: whole numbers and ObjectIds where there are no texts. */
function fitting(value: Yaml, { types }: PathProfile): Yaml {
  const names = types.map(({ type }) => type);
  if (typeof value !== 'string' || names.includes('string')) return value;
  const type = names.find((name) => values[name] !== undefined && name !== 'null');
  return type === undefined ? value : (values[type] ?? value);
}

function dateAt(fields: ReadonlyMap<string, PlaceNode>, path: readonly string[]): Yaml {
  let node = fields.get(path[0] ?? '');
  for (const name of path.slice(1)) node = node?.fields.get(name);
  return node?.profile.types.some(({ type }) => type === 'date') === true ? { $date: instant } : instant;
}

function objectsOf({ types }: PathProfile): number {
  return types.find(({ type }) => type === 'object')?.count ?? 0;
}
