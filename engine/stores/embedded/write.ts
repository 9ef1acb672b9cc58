import { BsonDocument, type BsonValue, encode, patchFields } from '../../bson/index.ts';
import { fieldsHold } from '../patch.ts';
import type { Operation, OperationResult } from '../port.ts';
import { type Collection, describeCollection, findCollection, saveCollection } from './catalog.ts';
import { type Bytes, type Environment, plainBytes } from './environment.ts';
import { documentKey } from './keys.ts';
import { enter, taken, withdraw } from './unique.ts';

/** A collection as a transaction writes to it. */
interface Target {
  readonly collection: Collection;
  readonly documents: Bytes;
  /** False until the collection's record is written. */
  recorded: boolean;
}

/**
 * Applies the operations in one transaction: each guard is checked against what is stored at that moment, and
 * `check` is run first (it throws where nothing may be written). One result per operation.
 */
export function applyOperations(
  environment: Environment,
  operations: readonly Operation[],
  check: () => void,
): readonly OperationResult[] {
  const prepared = operations.map((operation) => ({ operation, key: documentKey(operation.id) }));
  const names = new Set(operations.map((operation) => operation.collection));
  for (;;) {
    const targets = openTargets(environment, names);
    const results = environment.transact('writing to the embedded store', () => {
      check();
      // Another process may have defined an index since; its database has to be opened outside a transaction.
      for (const target of targets.values()) if (!isCurrent(environment.records, target)) return undefined;
      return prepared.map(({ operation, key }) => {
        const target = targets.get(operation.collection);
        if (target === undefined) throw new Error(`${operation.collection} was not opened`);
        const result = applyOperation(environment, target, operation, key);
        if (result === 'written' && !target.recorded) {
          saveCollection(environment.records, target.collection);
          target.recorded = true;
        }
        return result;
      });
    });
    if (results !== undefined) return results;
  }
}

function openTargets(environment: Environment, names: ReadonlySet<string>): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const name of names) {
    const found = environment.look('reading the catalog', () => findCollection(environment.records, name));
    const collection = found ?? describeCollection(name, []);
    targets.set(name, {
      collection,
      documents: environment.create(collection.documents),
      recorded: found !== undefined,
    });
    for (const index of collection.unique) environment.create(index.database);
  }
  return targets;
}

function isCurrent(records: Bytes, target: Target): boolean {
  const now = findCollection(records, target.collection.info.name);
  if (now === undefined) return !target.recorded;
  target.recorded = true;
  const databases = (collection: Collection): string =>
    collection.unique.map((index) => index.database).join();
  return databases(now) === databases(target.collection);
}

function applyOperation(
  environment: Environment,
  { collection, documents }: Target,
  operation: Operation,
  key: Buffer,
): OperationResult {
  const stored = documents.getBinary(key);
  if (!guardHolds(operation, stored)) return 'conflict';
  const { unique } = collection;
  const next = documentAfter(operation, stored);
  if (unique.length > 0) {
    const before = stored === undefined ? undefined : new BsonDocument(stored);
    const after = next === undefined ? undefined : new BsonDocument(next);
    if (after !== undefined && unique.some((index) => taken(environment, index, key, after)))
      return 'conflict';
    for (const index of unique) {
      if (before !== undefined) withdraw(environment, index, before);
      if (after !== undefined) enter(environment, index, key, after);
    }
  }
  if (next === undefined) documents.removeSync(key);
  else documents.putSync(key, Buffer.from(next.buffer, next.byteOffset, next.byteLength));
  return 'written';
}

function guardHolds(operation: Operation, stored: Buffer | undefined): boolean {
  switch (operation.kind) {
    case 'insert':
      return stored === undefined;
    case 'replace':
    case 'remove':
      return stored?.equals(operation.expect) ?? false;
    case 'patch':
      return stored !== undefined && fieldsHold(new BsonDocument(stored), operation.expect);
    case 'put':
      return true;
  }
}

/** What is stored once the operation is done; undefined where nothing is. */
function documentAfter(operation: Operation, stored: Buffer | undefined): Uint8Array | undefined {
  if (operation.kind === 'remove') return undefined;
  if (operation.kind !== 'patch') return operation.document;
  return patchFields(stored ?? encode({}), operation.fields);
}

/** The stored documents of a collection with these ids. */
export function readDocuments(
  environment: Environment,
  name: string,
  ids: readonly BsonValue[],
): readonly (Uint8Array | undefined)[] {
  const documents = openDocuments(environment, name);
  if (documents === undefined) return ids.map(() => undefined);
  return environment.look('reading documents', () =>
    ids.map((id) => {
      const stored = documents.getBinary(documentKey(id));
      return stored === undefined ? undefined : plainBytes(stored);
    }),
  );
}

/** The database of a collection that is there. */
export function openDocuments(environment: Environment, name: string): Bytes | undefined {
  const collection = environment.look('reading the catalog', () => findCollection(environment.records, name));
  return collection === undefined ? undefined : environment.database(collection.documents, false);
}
