import { BsonDocument, type BsonValue } from '../bson/index.ts';
import type { Lease, Operation, TargetStore } from '../stores/index.ts';
import { decodeLedgerRecord, encodeLedgerRecord } from './ledger-record.ts';
import { records } from './records.ts';
import { LEDGER_RECORD_BYTES } from './size.ts';

/** One write of a bulk, as the ledger remembers it: enough to undo it and to tell whether it happened. */
export interface LedgerOperation {
  readonly collection: string;
  readonly id: BsonValue;
  readonly kind: 'insert' | 'replace' | 'remove';
  /** The document that was there before; undefined for an insert. */
  readonly before: Uint8Array | undefined;
  /** `sha256:` of the document's bytes after the write; {@link GONE} for a removal. */
  readonly after: string;
}

/** Stands for the digest of a document that was removed. */
export const GONE = '';

/** The drawer that something goes with: it is only written where the drawer is as the bulk left it. */
export interface Beside {
  readonly drawer: string;
  /** Digest of the drawer's bytes after the bulk's write; undefined when the bulk leaves the drawer as it is. */
  readonly after: string | undefined;
}

/** What is put beside a drawer: its image, links, quarantine records. */
export interface Companion {
  readonly beside: Beside | undefined;
  readonly collection: string;
  readonly id: BsonValue;
  readonly document: Uint8Array;
  /** The record that was there before, where it is known and a rollback has to put it back. */
  readonly before: Uint8Array | undefined;
}

/** Fields written onto a legacy document of a live source, and what they held before. */
export interface LinkPatch {
  readonly beside: Beside;
  readonly collection: string;
  readonly id: BsonValue;
  readonly fields: Readonly<Record<string, BsonValue | undefined>>;
  readonly before: Readonly<Record<string, BsonValue | undefined>>;
}

/** A bulk: its writes, and what goes with them. */
export interface Bulk {
  readonly operations: readonly LedgerOperation[];
  readonly companions: readonly Companion[];
  readonly links: readonly LinkPatch[];
}

/** What a rollback needs of a companion once it is there: what it replaced, and the digest of what replaced it. */
export interface Replaced {
  readonly collection: string;
  readonly id: BsonValue;
  readonly before: Uint8Array | undefined;
  readonly after: string;
  /** What replaced it, kept of images alone: it says which parts of a drawer the bulk wrote. */
  readonly document: Uint8Array | undefined;
}

/** A ledger record read back. `companions` are those of an intent; a record that is done keeps only `replaced`. */
export interface LedgerRecord extends Bulk {
  readonly id: string;
  readonly run: string;
  readonly sequence: number;
  /** Number of the first record of the same bulk. */
  readonly bulk: number;
  /** The session of the run that wrote it: tells whose writes came after whose. */
  readonly session: number;
  readonly state: 'intent' | 'done';
  readonly replaced: readonly Replaced[];
}

/** What of a bulk was not written because something else had come in between: it is nothing to undo. */
export interface Unwritten {
  /** Ids of drawers. */
  readonly drawers: ReadonlySet<string>;
  readonly links: ReadonlySet<LinkPatch>;
}

/** The ledger of one run: a record for each bulk, written before the bulk is sent (design §8). */
export class Ledger {
  readonly #target: TargetStore;
  readonly #run: string;
  readonly #lease: Lease;
  readonly #session: number;
  #sequence: number;

  constructor(
    target: TargetStore,
    { id, session }: { readonly id: string; readonly session: number },
    lease: Lease,
    sequence: number,
  ) {
    this.#target = target;
    this.#run = id;
    this.#session = session;
    this.#lease = lease;
    this.#sequence = sequence;
  }

  /**
   * Records what is about to be written; what it gives makes the operations that mark it done, once it is known what
   * was not written. A bulk that one document cannot hold takes several records, each of which can be settled alone.
   */
  async intend(bulk: Bulk): Promise<(unwritten: Unwritten) => readonly Operation[]> {
    const first = this.#sequence;
    const entries = cut(bulk).map((part): LedgerRecord => {
      const sequence = this.#sequence++;
      const id = recordId(this.#run, sequence);
      const place = { id, run: this.#run, sequence, bulk: first, session: this.#session };
      return { ...part, ...place, state: 'intent', replaced: [] };
    });
    await this.#target.write(entries.map(putRecord), this.#lease);
    return (unwritten) => entries.map((entry) => putRecord(doneRecord(entry, unwritten)));
  }
}

/** `_id` of a record of a run. */
export function recordId(run: string, sequence: number): string {
  return `${run}/${String(sequence).padStart(8, '0')}`;
}

/** The record of a bulk that was written, as far as it was. */
export function doneRecord(record: LedgerRecord, { drawers, links }: Unwritten): LedgerRecord {
  const written = ({ beside }: { readonly beside: Beside | undefined }): boolean =>
    beside === undefined || !drawers.has(beside.drawer);
  return {
    ...record,
    state: 'done',
    operations: record.operations.filter(({ id }) => !drawers.has(String(id))),
    companions: record.companions.filter(written),
    links: record.links.filter((link) => written(link) && !links.has(link)),
  };
}

/** The records of a run, in their order, one at a time. */
export async function* ledgerOf(target: TargetStore, run: string): AsyncGenerator<LedgerRecord> {
  for await (const batch of target.list(records.ledger)) {
    for (const bytes of batch) {
      const document = new BsonDocument(bytes);
      if (document.get('run') === run) yield decodeLedgerRecord(document.fields());
    }
  }
}

/** The write that puts a record where it belongs. */
export function putRecord(record: LedgerRecord): Operation {
  return { kind: 'put', collection: records.ledger, id: record.id, document: encodeLedgerRecord(record) };
}

/** Cuts a bulk so that each part fits one record; every entry stands for itself, so any cut will do. */
function cut(bulk: Bulk): readonly Bulk[] {
  type Part = { operations: LedgerOperation[]; companions: Companion[]; links: LinkPatch[] };
  const parts: Part[] = [{ operations: [], companions: [], links: [] }];
  let bytes = 0;
  const room = (size: number): Part => {
    if (bytes > 0 && bytes + size > LEDGER_RECORD_BYTES) {
      parts.push({ operations: [], companions: [], links: [] });
      bytes = 0;
    }
    bytes += size;
    return parts[parts.length - 1] as Part;
  };
  for (const one of bulk.operations) room(sizeOf(one.before)).operations.push(one);
  for (const one of bulk.companions) room(one.document.length + sizeOf(one.before)).companions.push(one);
  for (const one of bulk.links) room(0).links.push(one);
  return parts;
}

/** Bytes of an entry besides the documents in it. */
const ENTRY_BYTES = 512;

function sizeOf(document: Uint8Array | undefined): number {
  return ENTRY_BYTES + (document?.length ?? 0);
}

/** A link as the write that puts it onto its legacy document. */
export function asPatch({ collection, id, fields, before }: LinkPatch): Operation {
  return { kind: 'patch', collection, id, fields, expect: before };
}
