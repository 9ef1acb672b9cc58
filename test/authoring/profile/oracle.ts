import { type Document, Double, Int32, Long, ObjectId } from 'bson';
import type { World } from '../listed-store.ts';

/** What the naive census says of one path. */
export interface NaivePath {
  documents: number;
  occurrences: number;
  readonly types: Record<string, number>;
  readonly values: string[];
  readonly lengths: number[];
  readonly numbers: number[];
  readonly dates: number[];
  readonly lists: number[];
}

/** A census made with everything in memory and no care for speed; shares no code with the engine. */
export function naivePaths(documents: readonly Document[]): Map<string, NaivePath> {
  const paths = new Map<string, NaivePath>();
  for (const document of documents) {
    const seen = new Set<string>();
    const visit = (path: string, value: unknown): void => {
      let known = paths.get(path);
      if (known === undefined) {
        known = {
          documents: 0,
          occurrences: 0,
          types: {},
          values: [],
          lengths: [],
          numbers: [],
          dates: [],
          lists: [],
        };
        paths.set(path, known);
      }
      if (!seen.has(path)) known.documents += 1;
      seen.add(path);
      note(known, value);
      if (Array.isArray(value)) for (const item of value) visit(`${path}[]`, item);
      else if (typeOf(value) === 'object')
        for (const [key, inner] of Object.entries(value as object)) visit(`${path}.${key}`, inner);
    };
    for (const [key, value] of Object.entries(document)) visit(key, value);
  }
  return paths;
}

function note(path: NaivePath, value: unknown): void {
  const type = typeOf(value);
  path.occurrences += 1;
  path.types[type] = (path.types[type] ?? 0) + 1;
  if (Array.isArray(value)) path.lists.push(value.length);
  else if (type !== 'object' && type !== 'null') path.values.push(`${type} ${plain(value)}`);
  if (typeof value === 'string') path.lengths.push(value.length);
  if (value instanceof Date) path.dates.push(value.getTime());
  const number =
    typeof value === 'number'
      ? value
      : value instanceof Double || value instanceof Int32
        ? value.value
        : undefined;
  if (number !== undefined && Number.isFinite(number)) path.numbers.push(number);
  if (value instanceof Long) path.numbers.push(value.toNumber());
}

export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Long) return 'long';
  if (value instanceof Double) return 'double';
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0) ? 'int' : 'double';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'object';
}

function plain(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Documents and bytes per client of each collection, clients told by the text of `path`. */
export function naiveClients(
  world: World,
  path: string,
  sizeOf: (document: Document) => number,
): Map<string, { bytes: number; documents: Map<string, number> }> {
  const clients = new Map<string, { bytes: number; documents: Map<string, number> }>();
  for (const [name, documents] of Object.entries(world)) {
    for (const document of documents) {
      const value = document[path];
      const text =
        typeof value === 'string' ? value.trim() : value === null || value === undefined ? '' : String(value);
      if (text === '') continue;
      const client = clients.get(text) ?? { bytes: 0, documents: new Map<string, number>() };
      client.bytes += sizeOf(document);
      client.documents.set(name, (client.documents.get(name) ?? 0) + 1);
      clients.set(text, client);
    }
  }
  return clients;
}
