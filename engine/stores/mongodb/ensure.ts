import type { ClientSession, Document } from 'mongodb';
import { type BsonValue, fieldsOf, isDocument } from '../../bson/index.ts';
import { collectionDrift, indexName } from '../drift.ts';
import type { StoreNotice } from '../port.ts';
import { creationError, indexesOf, listed, placeOf } from './catalog.ts';
import { type Connection, runDurably } from './connection.ts';
import { driverValue } from './driver-value.ts';
import { isServerError, namespaceExists, noTransactionsHere } from './failure.ts';
import { persist } from './retry.ts';
import { onCatalog, transact } from './transaction.ts';

/** Somebody else has created the collection meanwhile. */
class Overtaken extends Error {}

/** The server creates such a collection outside of transactions only. */
class OutsideOnly extends Error {}

/** A collection that is wanted. */
interface Wanted {
  readonly name: string;
  readonly indexes: readonly BsonValue[];
  readonly options: BsonValue | undefined;
}

/** Fields of an index definition that only a server of the same kind takes back. */
const foreign = new Set(['ns', 'background']);

/**
 * Creates the collection with its options and indexes, all at once or not at all, so that a run that is killed leaves
 * none without its indexes. One that is there already stays as it is: says what differs (I55, T30).
 */
export async function ensureCollection(
  connection: Connection,
  wanted: Wanted,
): Promise<readonly StoreNotice[]> {
  const { name, indexes, options } = wanted;
  if ((await listed(connection, name)).length === 0) await create(connection, wanted);
  // Also told of one that was just made: what the server has made of it may be something else.
  const [found] = await listed(connection, name);
  const info = {
    name,
    indexes: (await indexesOf(connection, name)) ?? [],
    ...(found?.options === undefined ? {} : { options: found.options }),
  };
  return collectionDrift(info, indexes, options, placeOf(connection, name));
}

/** Makes the collection, unless somebody else is faster. */
async function create(connection: Connection, wanted: Wanted): Promise<void> {
  const work = { what: 'creating a collection', place: placeOf(connection, wanted.name) };
  const session = connection.client.startSession();
  const outside = (): Promise<void> => persist(connection, work, () => createWith(connection, wanted));
  try {
    await transact(connection, session, work, () => createWith(connection, wanted, session), onCatalog).catch(
      (error) => (error instanceof OutsideOnly ? outside() : Promise.reject(error)),
    );
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  } finally {
    await session.endSession();
  }
}

async function createWith(connection: Connection, wanted: Wanted, session?: ClientSession): Promise<void> {
  const { name, indexes, options } = wanted;
  const place = placeOf(connection, name);
  const { db } = connection;
  const run = (command: Document): Promise<Document> =>
    session === undefined ? runDurably(db, command) : db.command(command, { session });
  const given = options !== undefined && isDocument(options) ? driverOptions(options) : {};
  await run({ create: name, ...given }).catch((error) => {
    if (isServerError(error, namespaceExists)) throw new Overtaken();
    if (isServerError(error, noTransactionsHere)) throw new OutsideOnly();
    throw creationError(error, { what: 'creating a collection', place });
  });
  const definitions = indexes.map(definitionOf).filter((one) => one.get('name') !== '_id_');
  if (definitions.length === 0) return;
  await run({ createIndexes: name, indexes: definitions }).catch((error) => {
    throw creationError(error, { what: 'creating a collection', place });
  });
}

function driverOptions(options: BsonValue): Document {
  const entries = isDocument(options) ? Object.entries(fieldsOf(options)) : [];
  return Object.fromEntries(entries.map(([option, value]) => [option, driverValue(value)]));
}

/** An index as `createIndexes` takes it: with a name. */
function definitionOf(index: BsonValue): ReadonlyMap<string, unknown> & { get(name: string): unknown } {
  const fields = isDocument(index) ? Object.entries(fieldsOf(index)) : [];
  const kept = fields.filter(([field]) => !foreign.has(field));
  const entries = kept.map(([field, value]): [string, unknown] => [field, driverValue(value)]);
  return new Map<string, unknown>([...entries, ['name', indexName(index)]]);
}
