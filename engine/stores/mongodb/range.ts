import type { Document, FindOptions } from 'mongodb';
import { canonicalJson, idKey } from '../../bson/index.ts';
import { StoreFailure } from '../port.ts';
import type { Connection } from './connection.ts';
import { driverValue, idOf } from './driver-value.ts';
import { persist } from './retry.ts';

/** Part of a collection by its ids, in the server's order of them: across all types. */
export interface Range {
  /** Where it begins, inclusive; by default at the first id. */
  readonly from?: unknown;
  /** Where it ends, exclusive; by default after the last id. */
  readonly below?: unknown;
  /** Gives documents that have only their `_id`. */
  readonly idsOnly?: boolean;
}

/** A batch has about this many bytes and at most so many documents; the server gives at most 16 MiB at a time. */
const batchBytes = 4 * 2 ** 20;
const batchDocuments = 1000;
/** Size of the first batch, before it is known how large the documents are. */
const firstDocuments = 100;

/**
 * The documents of a range in the order of their ids, in batches. Every batch is a query of its own that starts after
 * the last id seen: no cursor lives between them, so none dies, and a batch that fails is asked for again (T27).
 * Documents written or removed meanwhile may or may not be seen, none is given twice (T28). Index bounds (`min`) hold
 * for ids of every type, as `$gt` does not (T31).
 */
export async function* rangeBatches(
  connection: Connection,
  collection: string,
  range: Range = {},
): AsyncGenerator<readonly Buffer[], void, undefined> {
  let limit = firstDocuments;
  let last: Buffer | undefined;
  for (;;) {
    const batch = await nextBatch(connection, collection, range, last, limit);
    const end = batch.at(-1);
    if (end === undefined) break;
    if (last !== undefined && sameId(batch[0] ?? end, last)) throw withoutOrder(connection, collection, last);
    last = end;
    const bytes = batch.reduce((sum, document) => sum + document.length, 0);
    limit = Math.min(batchDocuments, 4 * limit, Math.max(1, Math.floor((batchBytes * batch.length) / bytes)));
    yield batch;
  }
  // A lower bound without an upper one leaves out the greatest id that there may be.
  if (range.below !== undefined || (last === undefined && range.from === undefined)) return;
  const shown = range.idsOnly === true ? { projection: { _id: 1 } } : {};
  const greatest = await query(connection, collection, { _id: { $type: 'maxKey' } }, { ...shown, limit: 1 });
  if (greatest.some((document) => last === undefined || !sameId(document, last))) yield greatest;
}

function nextBatch(
  connection: Connection,
  collection: string,
  range: Range,
  last: Buffer | undefined,
  limit: number,
): Promise<readonly Buffer[]> {
  const after = last === undefined ? undefined : driverValue(idOf(last));
  const from = last === undefined ? range.from : after;
  const bounds = {
    ...(from === undefined ? {} : { min: { _id: from } }),
    ...(range.below === undefined ? {} : { max: { _id: range.below } }),
  };
  const shown = range.idsOnly === true ? { projection: { _id: 1 } } : {};
  const filter = last === undefined ? {} : { _id: { $ne: after } };
  return query(connection, collection, filter, {
    ...bounds,
    ...shown,
    limit,
    batchSize: limit + 1,
    singleBatch: true,
  });
}

function query(
  connection: Connection,
  collection: string,
  filter: Document,
  options: Document,
): Promise<readonly Buffer[]> {
  const work = { what: 'reading a collection', place: `${connection.label}.${collection}` };
  const ordered: FindOptions = { raw: true, hint: { _id: 1 }, sort: { _id: 1 }, ...options };
  return persist(connection, work, async () => {
    const found = await connection.db.collection(collection).find(filter, ordered).toArray();
    return found as unknown as readonly Buffer[];
  });
}

function sameId(a: Buffer, b: Buffer): boolean {
  return idKey(idOf(a)) === idKey(idOf(b));
}

/** For an id that the server does not find again, such as a text that is no UTF-8. */
function withoutOrder(connection: Connection, collection: string, last: Buffer): StoreFailure {
  return new StoreFailure(
    'store.damaged',
    'an id cannot be asked for, so that what follows it cannot be read',
    {
      place: `${connection.label}.${collection}`,
      hint: 'give the document another id, or read a dump of the collection',
      lastGoodId: canonicalJson(idOf(last)),
    },
  );
}
