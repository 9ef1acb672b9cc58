import type { Db, Document } from 'mongodb';
import { type BsonValue, compareText, fieldsOf, isDocument, type PlainDocument } from '../../bson/index.ts';
import { collectionDrift } from '../drift.ts';
import { type CollectionInfo, StoreFailure, type StoreNotice } from '../port.ts';
import { codeOf } from './failure.ts';
import { leases } from './lease.ts';
import { fromDriver, toDriver } from './values.ts';

const exact = { promoteValues: false } as const;

/** The database's collections in the order of their names, without views, the server's own and the leases. */
export async function listCollections(db: Db): Promise<readonly CollectionInfo[]> {
  const found: CollectionInfo[] = [];
  for (const { name, type, options } of (await db.listCollections({}, exact).toArray()) as Document[]) {
    const text = String(name);
    if (String(type) !== 'collection' || text.startsWith('system.') || text === leases) continue;
    const kept = fromDriver(options ?? {});
    const indexes = await indexesOf(db, text);
    const plain = Object.keys(kept.fields()).length === 0 ? {} : { options: kept };
    found.push({ name: text, indexes, ...plain });
  }
  return found.sort((a, b) => compareText(a.name, b.name));
}

/** What a reader of collections does not see: views and time series, each with its name. */
export async function leftOut(db: Db): Promise<readonly { readonly name: string; readonly type: string }[]> {
  const found = (await db.listCollections({ type: { $ne: 'collection' } }).toArray()) as Document[];
  return found.map(({ name, type }) => ({ name: String(name), type: String(type) }));
}

/** Creates the collection with its indexes and options, or says how it differs (I55). Racing creators do no harm (T30). */
export async function ensureCollection(
  db: Db,
  name: string,
  indexes: readonly BsonValue[],
  options: BsonValue | undefined,
  place: string,
): Promise<readonly StoreNotice[]> {
  const found = await describe(db, name);
  if (found !== undefined) return collectionDrift(found, indexes, options, place);
  await create(db, name, options);
  const own = indexes.filter((index) => isDocument(index) && fieldsOf(index).name !== '_id_').map(indexSpec);
  if (own.length > 0) {
    try {
      await db.command({ createIndexes: name, indexes: own, writeConcern: { w: 'majority' } });
    } catch (error) {
      if (codeOf(error) !== 85 && codeOf(error) !== 86) throw error;
    }
  }
  const made = await describe(db, name);
  return made === undefined ? [] : collectionDrift(made, indexes, options, place);
}

/** Makes sure that a collection is there before a transaction writes to it. */
export async function create(db: Db, name: string, options?: BsonValue): Promise<void> {
  const given = options === undefined ? {} : (toDriver(options) as Document);
  try {
    await db.command({ create: name, ...given, writeConcern: { w: 'majority' } });
  } catch (error) {
    if (codeOf(error) !== 48) throw error;
  }
}

/** Gives a collection another name, with all that is in it. */
export async function rename(db: Db, from: string, to: string, place: string): Promise<void> {
  try {
    await db.client.db('admin').command({
      renameCollection: `${db.databaseName}.${from}`,
      to: `${db.databaseName}.${to}`,
      writeConcern: { w: 'majority' },
    });
  } catch (error) {
    if (codeOf(error) === 26)
      throw new StoreFailure('store.missing', `there is no collection ${from} to rename`, {
        place,
        cause: error,
      });
    if (codeOf(error) === 48)
      throw new StoreFailure('store.foreign', `there is a collection ${to} already`, { place, cause: error });
    throw error;
  }
}

/** Takes a collection away. */
export async function drop(db: Db, name: string): Promise<void> {
  try {
    await db.command({ drop: name, writeConcern: { w: 'majority' } });
  } catch (error) {
    if (codeOf(error) !== 26) throw error;
  }
}

async function describe(db: Db, name: string): Promise<CollectionInfo | undefined> {
  const [found] = (await db.listCollections({ name }, exact).toArray()) as Document[];
  if (found === undefined) return undefined;
  return { name, indexes: await indexesOf(db, name), options: fromDriver((found.options ?? {}) as Document) };
}

async function indexesOf(db: Db, name: string): Promise<readonly BsonValue[]> {
  const found = await db.collection(name).listIndexes(exact).toArray();
  return found.map(fromDriver);
}

/** An index as `createIndexes` takes it: with a name, without what only listings carry. */
function indexSpec(index: BsonValue): Document {
  const { ns: _, ...fields } = fieldsOf(index as PlainDocument);
  return toDriver(fields as PlainDocument) as Document;
}
