import { BsonDocument } from '../../bson/index.ts';
import { StoreFailure } from '../port.ts';
import {
  type Collection,
  describeCollection,
  findCollection,
  forgetCollection,
  saveCollection,
} from './catalog.ts';
import type { Environment } from './environment.ts';
import { enter } from './unique.ts';

/** Takes a collection away. Its databases stay, empty: another process may have them open. */
export function dropCollection(environment: Environment, name: string): void {
  const found = find(environment, name);
  if (found === undefined) return;
  open(environment, found);
  environment.transact('dropping a collection', () => empty(environment, found));
}

/** Moves a collection's documents, options and indexes to another name, in one transaction. */
export function renameCollection(environment: Environment, from: string, to: string): void {
  const old = find(environment, from);
  if (old === undefined)
    throw failure(environment, 'store.missing', `there is no collection ${from} to rename`);
  const next = describeCollection(to, old.info.indexes ?? [], old.info.options);
  open(environment, old);
  open(environment, next);
  environment.transact('renaming a collection', () => {
    if (findCollection(environment.records, to) !== undefined)
      throw failure(environment, 'store.foreign', `there is a collection ${to} already`);
    const documents = environment.create(next.documents);
    for (const { key, value } of environment.create(old.documents).getRange({ start: Buffer.from([0]) })) {
      documents.putSync(key, value);
      const document = new BsonDocument(value);
      for (const index of next.unique) enter(environment, index, Buffer.from(key), document);
    }
    saveCollection(environment.records, next);
    empty(environment, old);
  });
}

function find(environment: Environment, name: string): Collection | undefined {
  return environment.look('reading the catalog', () => findCollection(environment.records, name));
}

/** Databases are opened before the transaction that uses them. */
function open(environment: Environment, collection: Collection): void {
  environment.create(collection.documents);
  for (const index of collection.unique) environment.create(index.database);
}

function empty(environment: Environment, collection: Collection): void {
  environment.create(collection.documents).clearSync();
  for (const index of collection.unique) environment.create(index.database).clearSync();
  forgetCollection(environment.records, collection.info.name);
}

function failure(
  environment: Environment,
  code: 'store.missing' | 'store.foreign',
  message: string,
): StoreFailure {
  return new StoreFailure(code, message, { place: environment.directory });
}
