import { createHash } from 'node:crypto';
import {
  BsonDocument,
  type BsonValue,
  type DraftDocument,
  encode,
  fieldsOf,
  isDocument,
} from '../bson/index.ts';
import type { Lease, Operation, TargetStore } from '../stores/index.ts';
import { records } from './records.ts';

/** One write of a bulk, as the ledger remembers it: enough to undo it and to tell whether it happened. */
export interface LedgerOperation {
  readonly collection: string;
  readonly id: BsonValue;
  readonly kind: 'insert' | 'replace';
  /** The document that was there before; undefined for an insert. */
  readonly before: Uint8Array | undefined;
  /** `sha256:` of the document's bytes after the write. */
  readonly after: string;
}

/** A bulk: its writes, and the images and links that go with each. */
export interface Bulk {
  readonly operations: readonly LedgerOperation[];
  /** Images and links to put once the drawers are there, by drawer `_id`. */
  readonly companions: readonly Companion[];
}

/** What is put beside a drawer: its image, links, quarantine records. */
export interface Companion {
  /** `_id` of the drawer that must be in place; undefined when it does not depend on one. */
  readonly drawer: string | undefined;
  readonly collection: string;
  readonly id: BsonValue;
  readonly document: Uint8Array;
}

/** A ledger record read back. */
export interface LedgerRecord extends Bulk {
  readonly id: string;
  readonly run: string;
  readonly sequence: number;
  readonly state: 'intent' | 'done';
}

/** The ledger of one run: a record for each bulk, written before the bulk is sent (design §8). */
export class Ledger {
  readonly #target: TargetStore;
  readonly #run: string;
  readonly #lease: Lease;
  #sequence: number;

  constructor(target: TargetStore, run: string, lease: Lease, sequence: number) {
    this.#target = target;
    this.#run = run;
    this.#lease = lease;
    this.#sequence = sequence;
  }

  /** Records what is about to be written; gives the operation that marks it done. */
  async intend(bulk: Bulk): Promise<Operation> {
    const sequence = this.#sequence++;
    const record = { run: this.#run, sequence, ...bulk };
    const id = recordId(this.#run, sequence);
    await this.#target.write([put(id, encodeRecord(id, record, 'intent'))], this.#lease);
    return put(id, encodeRecord(id, record, 'done'));
  }
}

/** The digest by which a stored document is known to be the one that was written. */
export function digestOfBytes(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The records of a run, in their order. */
export async function readLedger(target: TargetStore, run: string): Promise<LedgerRecord[]> {
  const found: LedgerRecord[] = [];
  for await (const batch of target.list(records.ledger)) {
    for (const bytes of batch) {
      const fields = new BsonDocument(bytes).fields();
      if (fields.run === run) found.push(decodeRecord(fields));
    }
  }
  return found;
}

function recordId(run: string, sequence: number): string {
  return `${run}/${String(sequence).padStart(8, '0')}`;
}

function put(id: string, document: Uint8Array): Operation {
  return { kind: 'put', collection: records.ledger, id, document };
}

function encodeRecord(
  id: string,
  record: Bulk & { readonly run: string; readonly sequence: number },
  state: 'intent' | 'done',
): Uint8Array {
  const operations = record.operations.map((operation): DraftDocument => {
    const { collection, id: target, kind, after } = operation;
    const entry: DraftDocument = { collection, id: target, kind, after };
    if (operation.before !== undefined) entry.before = new BsonDocument(operation.before);
    return entry;
  });
  const companions = record.companions.map((companion): DraftDocument => {
    const { collection, id: target, document } = companion;
    const entry: DraftDocument = { collection, id: target, document: new BsonDocument(document) };
    if (companion.drawer !== undefined) entry.drawer = companion.drawer;
    return entry;
  });
  const { run, sequence } = record;
  const done = state === 'done' ? {} : { companions: companions };
  return encode({ _id: id, run, sequence, state, operations, ...done });
}

function decodeRecord(fields: Readonly<Record<string, BsonValue>>): LedgerRecord {
  return {
    id: String(fields._id),
    run: String(fields.run),
    sequence: Number(fields.sequence),
    state: fields.state === 'done' ? 'done' : 'intent',
    operations: entries(fields.operations).map((entry) => ({
      collection: String(entry.collection),
      id: entry.id ?? null,
      kind: entry.kind === 'insert' ? 'insert' : 'replace',
      before: entry.before instanceof BsonDocument ? entry.before.bytes : undefined,
      after: String(entry.after),
    })),
    companions: entries(fields.companions).map((entry) => ({
      drawer: typeof entry.drawer === 'string' ? entry.drawer : undefined,
      collection: String(entry.collection),
      id: entry.id ?? null,
      document: entry.document instanceof BsonDocument ? entry.document.bytes : encode({}),
    })),
  };
}

function entries(value: BsonValue | undefined): readonly Readonly<Record<string, BsonValue>>[] {
  return Array.isArray(value) ? value.filter(isDocument).map((entry) => fieldsOf(entry)) : [];
}

/**
 * Settles the bulks of an interrupted run: where a drawer is as the ledger meant it, the companions are put; the
 * others are left to the run itself, which decides them again from what is stored.
 */
export async function settle(target: TargetStore, record: LedgerRecord, lease: Lease): Promise<void> {
  const stored = await Promise.all(
    record.operations.map(async (operation) => {
      const [bytes] = await target.read(operation.collection, [operation.id]);
      return bytes !== undefined && digestOfBytes(bytes) === operation.after ? operation.id : undefined;
    }),
  );
  const inPlace = new Set(stored.filter((id) => typeof id === 'string'));
  const touched = new Set(record.operations.map((operation) => operation.id));
  const puts = record.companions
    .filter(({ drawer }) => drawer === undefined || inPlace.has(drawer) || !touched.has(drawer))
    .map(({ collection, id, document }): Operation => ({ kind: 'put', collection, id, document }));
  const done = put(record.id, encodeRecord(record.id, record, 'done'));
  await target.write([...puts, done], lease);
}
