import type { ClientSession, Db, Document } from 'mongodb';
import { BsonDocument, type BsonValue, encode, idText, type PlainDocument } from '../../bson/index.ts';
import { fieldsHold } from '../patch.ts';
import { type Lease, type Operation, type OperationResult, StoreFailure } from '../port.ts';

import { checkLease } from './lease.ts';
import { sequenceOf } from './sequence.ts';
import { inTransaction } from './transaction.ts';
import { idKey, toDriver } from './values.ts';

/** One transaction takes up to this many operations and bytes of documents. */
const operationsAtOnce = 1000;
const bytesAtOnce = 24 * 2 ** 20;

/** MongoDB takes no larger document. */
const largestDocument = 16 * 2 ** 20;

const duplicateKey = 11_000;

/** An operation and its place among those asked for. */
interface Placed {
  readonly at: number;
  readonly operation: Operation;
}

/**
 * Applies the operations in transactions that check the lease together with the writes. Guards compare the bytes that
 * are stored with those that were read before; whatever changes a document in between makes the transaction fail and
 * start anew, so a guard that held is true of what was replaced.
 */
export async function applyOperations(
  db: Db,
  operations: readonly Operation[],
  lease: Lease | undefined,
  place: string,
): Promise<readonly OperationResult[]> {
  const results: OperationResult[] = operations.map(() => 'written');
  for (const portion of portions(operations)) await applyPortion(db, portion, lease, place, results);
  return results;
}

/** Cuts into portions that a transaction can take, none of which touches a document twice. */
function* portions(operations: readonly Operation[]): Generator<readonly Placed[]> {
  let portion: Placed[] = [];
  let touched = new Set<string>();
  let bytes = 0;
  for (const [at, operation] of operations.entries()) {
    const key = `${operation.collection}\u0000${idKey(operation.id)}`;
    const size = bytesOf(operation);
    const full = portion.length >= operationsAtOnce || (bytes > 0 && bytes + size > bytesAtOnce);
    if (full || touched.has(key)) {
      yield portion;
      portion = [];
      touched = new Set();
      bytes = 0;
    }
    portion.push({ at, operation });
    touched.add(key);
    bytes += size;
  }
  if (portion.length > 0) yield portion;
}

function bytesOf(operation: Operation): number {
  if (operation.kind === 'patch') return encode(present(operation.fields)).length;
  return operation.kind === 'remove' ? 0 : operation.document.length;
}

async function applyPortion(
  db: Db,
  portion: readonly Placed[],
  lease: Lease | undefined,
  place: string,
  results: OperationResult[],
): Promise<void> {
  for (const { operation } of portion) {
    if (bytesOf(operation) > largestDocument) throw refused(operation, place, 'it is larger than 16 MiB');
  }
  let open = portion;
  // An insert is tried first and looked at only if it fails: most of them find their place free.
  let looking = false;
  for (;;) {
    const failed = await inTransaction(db.client, `writing to ${place}`, place, async (session) => {
      if (lease !== undefined) await checkLease(db, lease, session, place);
      const conflicts = await guardFailures(db, open, session, looking);
      const lost = new Set(conflicts);
      const failure = await send(
        db,
        open.filter((one) => !lost.has(one)),
        session,
        place,
      );
      return { conflicts, failure };
    });
    for (const { at } of failed.conflicts) results[at] = 'conflict';
    if (failed.failure === undefined) return;
    const lost = new Set(failed.conflicts);
    if (looking) {
      results[failed.failure.at] = 'conflict';
      lost.add(failed.failure);
    }
    looking = true;
    open = open.filter((one) => !lost.has(one));
  }
}

/** The operations whose guards do not hold for what is stored now. */
async function guardFailures(
  db: Db,
  portion: readonly Placed[],
  session: ClientSession,
  looking: boolean,
): Promise<readonly Placed[]> {
  const guarded = portion.filter(
    ({ operation: { kind } }) => kind !== 'put' && (looking || kind !== 'insert'),
  );
  const failures: Placed[] = [];
  for (const [name, some] of byCollection(guarded)) {
    const filter = { _id: { $in: some.map(({ operation }) => toDriver(operation.id)) } } as Document;
    const stored = new Map<string, Buffer>();
    for await (const raw of db.collection(name).find(filter, { raw: true, session })) {
      const document = Buffer.from(raw as unknown as Uint8Array);
      stored.set(idKey(new BsonDocument(document).get('_id') ?? null), document);
    }
    failures.push(...some.filter(({ operation }) => !guardHolds(operation, stored.get(idKey(operation.id)))));
  }
  return failures;
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

/** Sends the operations; gives the first that a unique index refuses, after which the transaction is void. */
async function send(
  db: Db,
  portion: readonly Placed[],
  session: ClientSession,
  place: string,
): Promise<Placed | undefined> {
  for (const [name, some] of byCollection(portion)) {
    const inserts = some.filter(({ operation }) => operation.kind === 'insert');
    const removals = some.filter(({ operation }) => operation.kind === 'remove');
    const updates = some.filter(({ operation: { kind } }) => kind !== 'insert' && kind !== 'remove');
    const commands: readonly (readonly [string, string, readonly Placed[]])[] = [
      ['insert', 'documents', inserts],
      ['update', 'updates', updates],
      ['delete', 'deletes', removals],
    ];
    for (const [command, field, sent] of commands) {
      if (sent.length === 0) continue;
      const bytes = sent.map(({ operation }) => statementOf(operation));
      const reply = await db.command(
        { [command]: name, ordered: false, [field]: sequenceOf(field, bytes) },
        { session },
      );
      const [error] = (reply.writeErrors ?? []) as readonly {
        readonly index: number;
        readonly code: number;
      }[];
      if (error === undefined) continue;
      const failed = sent[error.index] as Placed;
      if (error.code === duplicateKey) return failed;
      throw writeFailure(error, failed.operation, place);
    }
  }
  return undefined;
}

/** What a command holds for one operation. */
function statementOf(operation: Operation): Uint8Array {
  const { id } = operation;
  switch (operation.kind) {
    case 'insert':
      return operation.document;
    case 'remove':
      return encode({ q: { _id: { $eq: id } }, limit: 1 });
    case 'replace':
      return encode({ q: { _id: { $eq: id } }, u: new BsonDocument(operation.document) });
    case 'put':
      return encode({ q: { _id: { $eq: id } }, u: new BsonDocument(operation.document), upsert: true });
    case 'patch':
      return encode({ q: { _id: { $eq: id } }, u: updateOf(operation.fields) });
  }
}

/** `$set` and `$unset`; a field whose name has another meaning there is not patched so. */
function updateOf(fields: Readonly<Record<string, BsonValue | undefined>>): PlainDocument {
  for (const name of Object.keys(fields))
    if (name.startsWith('$') || name.includes('.')) throw new Error(`the field ${name} cannot be patched`);
  const gone = Object.entries(fields).filter(([, value]) => value === undefined);
  const set = present(fields);
  return {
    ...(Object.keys(set).length === 0 ? {} : { $set: set }),
    ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone.map(([name]) => [name, ''])) }),
  };
}

function present(fields: Readonly<Record<string, BsonValue | undefined>>): PlainDocument {
  const kept = Object.entries(fields).filter((entry): entry is [string, BsonValue] => entry[1] !== undefined);
  return Object.fromEntries(kept) as PlainDocument;
}

function byCollection(portion: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const one of portion) {
    const some = found.get(one.operation.collection);
    if (some === undefined) found.set(one.operation.collection, [one]);
    else some.push(one);
  }
  return found;
}

function writeFailure(error: { readonly code: number }, operation: Operation, place: string): StoreFailure {
  if (error.code === 121) return refused(operation, place, 'the validator of its collection refuses it');
  if (error.code === 10334 || error.code === 17419)
    return refused(operation, place, 'it is larger than 16 MiB');
  return new StoreFailure('store.io', `writing failed: server error ${error.code}`, { place });
}

function refused({ collection, id }: Operation, place: string, why: string): StoreFailure {
  return new StoreFailure('store.refused', `the document ${idText(id)} of ${collection} is refused: ${why}`, {
    place: `${place}.${collection}`,
    hint: 'nothing of its bulk was written; see what the contract and the validator differ in',
  });
}
