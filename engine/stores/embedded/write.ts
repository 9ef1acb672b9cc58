import { BsonDocument, type BsonValue, encode, patchFields } from '../../bson/index.ts';
import { fieldsHold } from '../patch.ts';
import type { Operation, OperationResult } from '../port.ts';
import { unitsOf } from '../units.ts';
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
  const units = unitsOf(prepared, ({ operation }) => operation);
  const names = new Set(operations.map((operation) => operation.collection));
  for (;;) {
    const targets = openTargets(environment, names);
    const results = environment.transact('writing to the embedded store', () => {
      check();
      // Another process may have defined an index since; its database has to be opened outside a transaction.
      for (const target of targets.values()) if (!isCurrent(environment.records, target)) return undefined;
      const byUnit = environment.each(units, (unit) => {
        const steps = unit.map(({ operation, key }) => {
          const target = targets.get(operation.collection);
          if (target === undefined) throw new Error(`${operation.collection} was not opened`);
          return stepOf(environment, target, operation, key);
        });
        const result = steps.some(({ free }) => !free) ? 'conflict' : 'written';
        if (result === 'written') for (const step of steps) take(environment, step);
        return unit.map((): OperationResult => result);
      });
      return byUnit.flat();
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

/** An operation against what is stored at the moment. */
interface Step {
  readonly target: Target;
  readonly key: Buffer;
  readonly before: Buffer | undefined;
  /** What is stored once it is done; undefined where nothing is. */
  readonly after: Uint8Array | undefined;
  /** True when its guard holds and no unique value of it is taken. */
  readonly free: boolean;
}

function stepOf(environment: Environment, target: Target, operation: Operation, key: Buffer): Step {
  const { collection, documents } = target;
  const before = documents.getBinary(key);
  if (!guardHolds(operation, before)) return { target, key, before, after: undefined, free: false };
  const after = documentAfter(operation, before);
  const { unique } = collection;
  const next = after === undefined || unique.length === 0 ? undefined : new BsonDocument(after);
  const free = next === undefined || !unique.some((index) => taken(environment, index, key, next));
  return { target, key, before, after, free };
}

function take(environment: Environment, { target, key, before, after }: Step): void {
  const { collection, documents } = target;
  for (const index of collection.unique) {
    if (before !== undefined) withdraw(environment, index, new BsonDocument(before));
    if (after !== undefined) enter(environment, index, key, new BsonDocument(after));
  }
  if (after === undefined) documents.removeSync(key);
  else documents.putSync(key, Buffer.from(after.buffer, after.byteOffset, after.byteLength));
  if (target.recorded) return;
  saveCollection(environment.records, collection);
  target.recorded = true;
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
    environment.each(ids, (id) => {
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
