import { BsonDocument, type BsonValue, compareText, encode } from '../../bson/index.ts';
import type { CollectionInfo } from '../port.ts';
import type { Bytes } from './environment.ts';
import { databaseName, recordKey } from './keys.ts';
import { type UniqueIndex, uniqueIndexes } from './unique.ts';

/** What the store knows of a collection. */
export interface Collection {
  readonly info: CollectionInfo;
  /** Name of the database with its documents. */
  readonly documents: string;
  /** Unique indexes that are kept and checked at every write. */
  readonly unique: readonly UniqueIndex[];
}

const kind = 'collection';

/** The record of a collection, or `undefined` where there is none. */
export function findCollection(records: Bytes, name: string): Collection | undefined {
  const bytes = records.getBinary(recordKey(kind, name));
  return bytes === undefined ? undefined : parse(bytes);
}

/** A collection's record as it will be saved: nothing is written yet. */
export function describeCollection(
  name: string,
  indexes: readonly BsonValue[],
  options?: BsonValue,
): Collection {
  return {
    info: { name, indexes, ...(options === undefined ? {} : { options }) },
    documents: databaseName('documents', name),
    unique: uniqueIndexes(name, indexes),
  };
}

/** Writes the record, a BSON document that keeps the order of index keys; to be called in a transaction. */
export function saveCollection(records: Bytes, collection: Collection): void {
  const { name, indexes = [], options } = collection.info;
  const record = encode({ name, indexes: [...indexes], ...(options === undefined ? {} : { options }) });
  records.putSync(recordKey(kind, name), Buffer.from(record));
}

/** Takes the record out; to be called in a transaction. */
export function forgetCollection(records: Bytes, name: string): void {
  records.removeSync(recordKey(kind, name));
}

/** All collections in the order of their names. */
export function listCollections(records: Bytes): readonly Collection[] {
  const found: Collection[] = [];
  const range = { start: Buffer.from(`${kind}:`), end: Buffer.from(`${kind};`) };
  for (const { value } of records.getRange(range)) found.push(parse(value));
  return found.sort((a, b) => compareText(a.info.name, b.info.name));
}

function parse(bytes: Uint8Array): Collection {
  const { name, indexes, options } = new BsonDocument(bytes).fields();
  if (typeof name !== 'string' || !Array.isArray(indexes)) throw new Error('a collection without a name');
  return describeCollection(name, indexes as readonly BsonValue[], options);
}
