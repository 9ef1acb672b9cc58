import type { ClientSession } from 'mongodb';
import { type BsonValue, idKey } from '../../bson/index.ts';
import type { Connection } from './connection.ts';
import { driverValue, idOf, isComposite } from './driver-value.ts';
import { badValue, isServerError } from './failure.ts';
import { persist } from './retry.ts';

/** Ids asked for at once. */
const idsAtOnce = 1000;

/** The stored documents with these ids, in the order asked, `undefined` where there is none. */
export async function readDocuments(
  connection: Connection,
  collection: string,
  ids: readonly BsonValue[],
): Promise<readonly (Buffer | undefined)[]> {
  const work = { what: 'reading documents', place: `${connection.label}.${collection}` };
  const found: (Buffer | undefined)[] = [];
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const some = ids.slice(at, at + idsAtOnce);
    found.push(...(await persist(connection, work, () => findByIds(connection, collection, some))));
  }
  return found;
}

/** As {@link readDocuments}, once and in a transaction if there is one; errors are those of the driver. */
export async function findByIds(
  connection: Connection,
  collection: string,
  ids: readonly BsonValue[],
  session?: ClientSession,
): Promise<readonly (Buffer | undefined)[]> {
  // All in one reply, as far as it holds them: no cursor is left that could die (T27).
  const options = { raw: true, batchSize: ids.length + 1, ...(session === undefined ? {} : { session }) };
  const find = async (filter: object): Promise<readonly Buffer[]> => {
    const found = await connection.db.collection(collection).find(filter, options).toArray();
    return found as unknown as readonly Buffer[];
  };
  const simple = ids.filter((id) => !isComposite(id));
  const documents = new Map<string, Buffer>();
  if (simple.length > 0) {
    for (const document of await find({ _id: { $in: simple.map(driverValue) } })) {
      documents.set(idKey(idOf(document)), document);
    }
  }
  for (const id of ids.filter(isComposite)) {
    const [document] = await find({ _id: { $eq: driverValue(id) } });
    if (document !== undefined) documents.set(idKey(id), document);
  }
  return ids.map((id) => documents.get(idKey(id)));
}

/** How many documents there are, counted from the index of ids; a view has none, and is counted through. */
export async function countDocuments(connection: Connection, collection: string): Promise<number> {
  const work = { what: 'counting', place: `${connection.label}.${collection}` };
  const documents = connection.db.collection(collection);
  return persist(connection, work, () =>
    documents.countDocuments({}, { hint: { _id: 1 } }).catch((error) => {
      if (isServerError(error, badValue)) return documents.countDocuments({});
      throw error;
    }),
  );
}
