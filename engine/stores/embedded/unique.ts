import { type BsonDocument, type BsonValue, fieldsOf, getField, isDocument } from '../../bson/index.ts';
import { directionOf, indexName } from '../drift.ts';
import type { Environment } from './environment.ts';
import { databaseName, documentKey } from './keys.ts';

/** A unique index over one field, kept as a database from the field's value to the document's key. */
export interface UniqueIndex {
  readonly name: string;
  readonly path: readonly string[];
  /** Documents without the field are left out, as mongod's `sparse` does; otherwise they count as null. */
  readonly sparse: boolean;
  readonly database: string;
}

/** Options of an index that leave its meaning as it is. */
const harmless = new Set(['v', 'key', 'name', 'unique', 'sparse', 'ns', 'background']);

/** True for an index definition that says `unique`. */
export function isUnique(index: BsonValue): boolean {
  return isDocument(index) && getField(index, 'unique') === true;
}

/** Those of the index definitions that this store checks: unique, one ascending or descending field. */
export function uniqueIndexes(collection: string, indexes: readonly BsonValue[]): readonly UniqueIndex[] {
  return indexes.flatMap((index) => uniqueIndex(collection, index) ?? []);
}

/** The index as it is checked, or `undefined` for one that is only recorded. */
export function uniqueIndex(collection: string, index: BsonValue): UniqueIndex | undefined {
  if (!isDocument(index) || !isUnique(index)) return undefined;
  const options = fieldsOf(index);
  if (Object.keys(options).some((option) => !harmless.has(option))) return undefined;
  const key = options.key;
  if (!isDocument(key)) return undefined;
  const fields = Object.entries(fieldsOf(key));
  const [field] = fields;
  if (fields.length !== 1 || field === undefined || field[0] === '_id') return undefined;
  if (Math.abs(directionOf(field[1])) !== 1) return undefined;
  const name = JSON.stringify([collection, field[0], options.sparse === true]);
  return {
    name: indexName(index),
    path: field[0].split('.'),
    sparse: options.sparse === true,
    database: databaseName('unique', name),
  };
}

/** True if another document has one of the keys; to be called in the transaction that writes. */
export function taken(
  environment: Environment,
  index: UniqueIndex,
  own: Buffer,
  document: BsonDocument,
): boolean {
  const entries = environment.create(index.database);
  return keysOf(index, document).some((key) => {
    const holder = entries.getBinary(key);
    return holder !== undefined && !holder.equals(own);
  });
}

/** Takes the document's entries out of the index; to be called in the transaction that writes. */
export function withdraw(environment: Environment, index: UniqueIndex, document: BsonDocument): void {
  const entries = environment.create(index.database);
  for (const key of keysOf(index, document)) {
    entries.removeSync(key);
  }
}

/** Puts the document's entries into the index; to be called in the transaction that writes. */
export function enter(
  environment: Environment,
  index: UniqueIndex,
  own: Buffer,
  document: BsonDocument,
): void {
  const entries = environment.create(index.database);
  for (const key of keysOf(index, document)) entries.putSync(key, own);
}

/** The index keys of a document: one per value, elements of arrays one by one, null for a field that is absent. */
function keysOf(index: UniqueIndex, document: BsonDocument): readonly Buffer[] {
  const values = valuesAt(document, index.path);
  if (values.length === 0 && !index.sparse) return [documentKey(null)];
  return values.map((value) => documentKey(value));
}

function valuesAt(value: BsonValue, path: readonly string[]): readonly BsonValue[] {
  const [step, ...rest] = path;
  if (step === undefined) return Array.isArray(value) ? value : [value];
  if (Array.isArray(value)) {
    return value.flatMap((element: BsonValue) => (isDocument(element) ? valuesAt(element, path) : []));
  }
  if (!isDocument(value)) return [];
  const next = getField(value, step);
  return next === undefined ? [] : valuesAt(next, rest);
}
