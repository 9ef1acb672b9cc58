import type { BsonValue, ContentFault } from '../bson/index.ts';
import type { Share } from './share.ts';

/** One document as a store gives it: raw BSON, and what is wrong with its content (structure is always sound). */
export interface StoredDocument {
  readonly bytes: Uint8Array;
  /** Content faults (invalid UTF-8, repeated keys, dates out of range); empty for almost every document. */
  readonly faults: readonly ContentFault[];
}

/** What a whole scan of a collection has seen: our own count, never an estimate (T29). */
export interface CollectionSummary {
  readonly documents: number;
  /** Bytes of BSON, uncompressed. */
  readonly bytes: number;
  /** `sha256:<hex>` of the uncompressed BSON in storage order. */
  readonly sha256: string;
}

/** A pass over one collection, in batches; the summary is there once the last batch was taken. */
export interface CollectionScan extends AsyncIterable<readonly StoredDocument[]> {
  summary(): CollectionSummary;
}

/** Metadata kept with a collection: mongod's options and index definitions, as extended JSON values. */
export interface CollectionInfo {
  readonly name: string;
  readonly options?: BsonValue;
  readonly indexes?: readonly BsonValue[];
}

/** Something a store met that is worth telling and no reason to stop (stray files, absent metadata). */
export interface StoreNotice {
  readonly code: string;
  readonly message: string;
  readonly place: string;
}

/** What every store can do: list, read, close. */
export interface SourceStore {
  readonly kind: 'dump' | 'embedded' | 'mongodb';
  /** Printable place, without credentials. */
  readonly label: string;
  /** What serves the store, for the header of a run: server version and topology (T25); absent for files. */
  readonly deployment?: string;
  readonly notices: readonly StoreNotice[];
  collections(): Promise<readonly CollectionInfo[]>;
  /** A pass over the collection; a collection that is absent gives an empty pass. Throws {@link StoreFailure}. */
  scan(collection: string): CollectionScan;
  close(): Promise<void>;
}

/**
 * One guarded write of one whole document. `expect` is the raw document that was read before deciding;
 * a write whose guard fails changes nothing and says `conflict` (T20, T21). Neighbours of the same `unit` are written
 * all or none: one that conflicts takes the others with it. No document is twice in a unit.
 */
export type Operation = GuardedWrite & { readonly unit?: string };

type GuardedWrite =
  | {
      readonly kind: 'insert';
      readonly collection: string;
      readonly id: BsonValue;
      readonly document: Uint8Array;
    }
  | {
      readonly kind: 'replace';
      readonly collection: string;
      readonly id: BsonValue;
      readonly document: Uint8Array;
      readonly expect: Uint8Array;
    }
  | {
      readonly kind: 'remove';
      readonly collection: string;
      readonly id: BsonValue;
      readonly expect: Uint8Array;
    }
  /**
   * Sets or takes out (`undefined`) top-level fields of a document, if each of them still is as it was read
   * (`undefined`: absent). New fields go to the end. For links on legacy documents: everything else in them stays.
   */
  | {
      readonly kind: 'patch';
      readonly collection: string;
      readonly id: BsonValue;
      readonly fields: Readonly<Record<string, BsonValue | undefined>>;
      readonly expect: Readonly<Record<string, BsonValue | undefined>>;
    }
  /** The product's own records only: last writer wins. */
  | {
      readonly kind: 'put';
      readonly collection: string;
      readonly id: BsonValue;
      readonly document: Uint8Array;
    };

export type OperationResult = 'written' | 'conflict';

/** A held lease; `renew` says false when it was lost (then nothing more may be written). */
export interface Lease {
  /** Its name, with the share if it is of one. */
  readonly name: string;
  /** Fencing token, larger for each new holder. */
  readonly token: number;
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** What a lease is taken of: something with a name, or a share of it. */
export interface LeaseClaim {
  readonly name: string;
  /** By default all of it. Claims of one name exclude each other unless their shares have nothing in common. */
  readonly share?: Share;
}

/** Who asks for a lease: host, process and when that process started, so that a dead holder can be proved dead. */
export interface LeaseHolder {
  readonly host: string;
  readonly pid: number;
  /** Clock ticks since boot of the process start, as text; empty where the system does not tell. */
  readonly startedAt: string;
  readonly run: string;
}

/** A store that is written to. */
export interface TargetStore extends SourceStore {
  /** The documents with these ids, in the order asked; `undefined` where there is none. */
  read(collection: string, ids: readonly BsonValue[]): Promise<readonly (Uint8Array | undefined)[]>;
  /**
   * All documents of a collection in the order of their ids (UTF-8 bytes of the id's text), in batches. Where ids are of
   * several types a server goes by type first.
   */
  list(collection: string): AsyncIterable<readonly Uint8Array[]>;
  count(collection: string): Promise<number>;
  /**
   * Unordered guarded writes, durable when the promise resolves (design §8); one result per operation. With a
   * lease nothing is written unless it is still held, which is checked together with the writes: throws
   * `store.locked` once somebody else has taken it over (or it was released).
   */
  write(operations: readonly Operation[], lease?: Lease): Promise<readonly OperationResult[]>;
  /** Creates the collection with its indexes and options if absent; says what differs otherwise (I55). */
  ensure(
    collection: string,
    indexes: readonly BsonValue[],
    options?: BsonValue,
  ): Promise<readonly StoreNotice[]>;
  /** Takes the lease of that name, or of a share of it, or says who holds it or a share that overlaps with this one. */
  lease(claim: string | LeaseClaim, holder: LeaseHolder): Promise<Lease | { readonly heldBy: LeaseHolder }>;
  /** Takes the collection away with all that is in it; one that is absent is no fault. */
  drop(collection: string): Promise<void>;
  /**
   * Gives the collection another name, with its documents, options and indexes (T32). Throws `store.missing` where
   * there is none of the old name, `store.foreign` where the new name is taken; nothing is changed then.
   */
  rename(from: string, to: string): Promise<void>;
  /** A new, empty store of the same kind beside this one, for rehearsals; `discard` removes it and all it holds. */
  scratch(): Promise<ScratchStore>;
}

/** A store that goes away again. */
export interface ScratchStore extends TargetStore {
  /** Closes the store and removes it. */
  discard(): Promise<void>;
}

/** Why a store failed; all of them end a command with exit code 4. */
export type StoreFailureCode =
  | 'store.missing'
  | 'store.layout'
  | 'store.damaged'
  | 'store.io'
  | 'store.full'
  | 'store.locked'
  /** Others kept changing the same documents. */
  | 'store.contended'
  | 'store.foreign'
  /** The server cannot be reached, went away, or did not answer in time. */
  | 'store.unreachable'
  /** The server does not let this user in, or not do this. */
  | 'store.denied'
  /** The store refuses a document: a validator, or its size. */
  | 'store.refused'
  /** This kind of store cannot be used so: a dump to write to, or a kind this build does not know. */
  | 'store.unsupported';

/** The outside world failed: what was being done, where, and the cause. */
export class StoreFailure extends Error {
  readonly code: StoreFailureCode;
  /** File or namespace, with an offset where there is one. */
  readonly place: string;
  readonly hint: string;
  readonly offset: number | undefined;
  /** Canonical extended JSON of the `_id` of the last sound document before a damage. */
  readonly lastGoodId: string | undefined;

  constructor(
    code: StoreFailureCode,
    message: string,
    detail: { place: string; hint?: string; offset?: number; lastGoodId?: string; cause?: unknown },
  ) {
    super(message, { cause: detail.cause });
    this.name = 'StoreFailure';
    this.code = code;
    this.place = detail.place;
    this.hint = detail.hint ?? '';
    this.offset = detail.offset;
    this.lastGoodId = detail.lastGoodId;
  }
}
