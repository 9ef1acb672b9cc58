import { type BsonValue, canonicalJson, fieldsOf, getField, isDocument, typeName } from '../bson/index.ts';
import type { CollectionInfo, StoreNotice } from './port.ts';

/** Fields of an index definition that say nothing about what it does. */
const silent = new Set(['v', 'ns', 'background', 'name']);

/**
 * How a collection that is there differs from what is asked of it (I55): indexes that are missing, extra or
 * different, and differing options. The index on `_id` that every collection has counts for neither side.
 */
export function collectionDrift(
  found: CollectionInfo,
  indexes: readonly BsonValue[],
  options: BsonValue | undefined,
  place: string,
): readonly StoreNotice[] {
  const notices: StoreNotice[] = [];
  const note = (code: string, message: string): void => {
    notices.push({ code, message, place });
  };
  const present = named(found.indexes ?? []);
  const wanted = named(indexes);
  for (const [name, index] of wanted) {
    const other = present.get(name);
    if (other === undefined) note('index.missing', `the index ${name} is missing`);
    else if (meaning(other) !== meaning(index))
      note('index.differs', `the index ${name} is defined otherwise`);
  }
  for (const name of present.keys()) {
    if (!wanted.has(name)) note('index.extra', `the index ${name} is not asked for`);
  }
  if (options !== undefined && meaning(options) !== meaning(found.options ?? {})) {
    note('options.differ', 'the collection has other options');
  }
  return notices;
}

/** Name of an index: its own, or the one mongod gives by default (`client_1`). */
export function indexName(index: BsonValue): string {
  if (!isDocument(index)) return canonicalJson(index);
  const name = getField(index, 'name');
  if (typeof name === 'string') return name;
  const key = getField(index, 'key');
  if (!isDocument(key)) return canonicalJson(index);
  const parts = Object.entries(fieldsOf(key)).map(
    ([field, direction]) => `${field}_${typeof direction === 'string' ? direction : directionOf(direction)}`,
  );
  return parts.join('_');
}

/** Direction of an index field as a number: 1 and 1.0 are the same; NaN for a text such as `hashed`. */
export function directionOf(direction: BsonValue): number {
  const type = typeName(direction);
  return type === 'int' || type === 'long' || type === 'double' ? Number(direction) : Number.NaN;
}

function named(indexes: readonly BsonValue[]): ReadonlyMap<string, BsonValue> {
  const entries = indexes.map((index): [string, BsonValue] => [indexName(index), index]);
  return new Map(entries.filter(([name]) => name !== '_id_'));
}

function meaning(value: BsonValue): string {
  if (!isDocument(value)) return canonicalJson(value);
  const fields = Object.entries(fieldsOf(value)).filter(([name]) => !silent.has(name) && name !== 'key');
  const key = getField(value, 'key');
  // The order of a compound key matters, which canonical JSON of a document does not keep.
  const parts = isDocument(key) ? Object.entries(fieldsOf(key)) : [];
  const directions = parts.map(([field, direction]) =>
    Number.isNaN(directionOf(direction)) ? [field, direction] : [field, directionOf(direction)],
  );
  return canonicalJson([Object.fromEntries(fields), directions]);
}
