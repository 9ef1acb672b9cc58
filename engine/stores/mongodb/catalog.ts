import type { Document } from 'mongodb';
import { BsonDocument, type BsonValue, compareText, getField, isDocument } from '../../bson/index.ts';
import { type CollectionInfo, StoreFailure, type StoreNotice } from '../port.ts';
import { type Connection, runDurably } from './connection.ts';
import {
  invalidNamespace,
  isServerError,
  namespaceExists,
  namespaceNotFound,
  serverReason,
  type Work,
} from './failure.ts';
import { leasesCollection } from './fence.ts';
import { persist } from './retry.ts';

/** An entry of the server's list of collections. */
export interface Listed {
  readonly name: string;
  readonly type: 'collection' | 'view' | 'timeseries';
  readonly options: BsonValue | undefined;
}

/** All that the database lists, or what has this name: collections, views, time series. The server's own are left out. */
export async function listed(connection: Connection, name?: string): Promise<readonly Listed[]> {
  const work = { what: 'listing the collections', place: connection.label };
  const filter = name === undefined ? {} : { name: { $eq: name } };
  const found = await persist(connection, work, () =>
    connection.db.listCollections(filter, { raw: true } as Document).toArray(),
  );
  return (found as unknown as readonly Buffer[])
    .map(entryOf)
    .filter((one) => !one.name.startsWith('system.'));
}

/** Collections with options and indexes, by name; without views, time series and the leases. */
export async function collectionInfos(connection: Connection): Promise<readonly CollectionInfo[]> {
  const all = (await listed(connection)).filter(isShown);
  const infos: CollectionInfo[] = [];
  for (const { name, options } of all) {
    const indexes = await indexesOf(connection, name);
    if (indexes === undefined) continue;
    infos.push({ name, indexes, ...(options === undefined ? {} : { options }) });
  }
  return infos.sort((a, b) => compareText(a.name, b.name));
}

/** Says what is left out. */
export function noticesOf(connection: Connection, all: readonly Listed[]): readonly StoreNotice[] {
  return all
    .filter(({ type }) => type !== 'collection')
    .map(({ name, type }) => ({
      code: `collection.${type}`,
      message: `a ${type === 'view' ? 'view' : 'time series'} is no collection and is left out`,
      place: placeOf(connection, name),
    }));
}

/** The definitions of a collection's indexes; `undefined` if the collection is not there. */
export async function indexesOf(
  connection: Connection,
  name: string,
): Promise<readonly BsonValue[] | undefined> {
  const work = { what: 'listing the indexes', place: placeOf(connection, name) };
  const found = await persist(connection, work, () =>
    connection.db
      .collection(name)
      .listIndexes({ raw: true } as Document)
      .toArray()
      .catch((error) => {
        if (isServerError(error, namespaceNotFound)) return undefined;
        throw error;
      }),
  );
  return (found as unknown as readonly Buffer[] | undefined)?.map((bytes) => new BsonDocument(bytes));
}

/** Makes an empty collection if there is none of that name. Throws `store.refused` for a name that cannot be. */
export async function makeCollection(connection: Connection, name: string): Promise<void> {
  const work = { what: 'creating a collection', place: placeOf(connection, name) };
  await persist(connection, work, async () => {
    await runDurably(connection.db, { create: name }).catch((error) => {
      // That it is there is no fault (T30).
      if (!isServerError(error, namespaceExists)) throw creationError(error, work);
    });
  });
}

/** Numbers of errors about what a collection or an index is to be like. */
const wrongDefinitions = [2, 9, 14, 67, 72, 197, 40_414, 40_415];

/** An error of `create` or `createIndexes` as it is to be thrown: what cannot be made is no error of the server. */
export function creationError(error: unknown, { place }: Work): unknown {
  if (isServerError(error, ...wrongDefinitions)) {
    return new StoreFailure(
      'store.refused',
      `MongoDB takes no such options or indexes: ${serverReason(error)}`,
      {
        place,
        hint: 'see what this version of the server takes; the collection was not made',
      },
    );
  }
  if (!isServerError(error, invalidNamespace)) return error;
  return new StoreFailure('store.refused', 'MongoDB allows no collection of this name', {
    place,
    hint: 'a name holds no $ and no NUL, begins not with system. and has, with the database, 255 bytes at most',
  });
}

/** True for a collection that forgets its oldest documents, and takes no transactions. */
export function isCapped({ options }: Listed): boolean {
  return options !== undefined && isDocument(options) && getField(options, 'capped') === true;
}

export function placeOf(connection: Connection, collection: string): string {
  return `${connection.label}.${collection}`;
}

function isShown({ name, type }: Listed): boolean {
  return type === 'collection' && name !== leasesCollection;
}

function entryOf(bytes: Buffer): Listed {
  const { name, type, options } = new BsonDocument(bytes).fields();
  const some = isDocument(options) && options instanceof BsonDocument && options.bytes.length > 5;
  return {
    name: String(name),
    type: type === 'view' || type === 'timeseries' ? type : 'collection',
    options: some ? options : undefined,
  };
}
