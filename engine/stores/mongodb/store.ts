import type { ClientSession } from 'mongodb';
import type { BsonValue } from '../../bson/index.ts';
import { passOver } from '../pass.ts';
import type {
  Lease,
  LeaseClaim,
  LeaseHolder,
  Operation,
  ScratchStore,
  StoreNotice,
  TargetStore,
} from '../port.ts';
import { claimed } from '../share.ts';
import { dropCollection, renameCollection } from './arrange.ts';
import { collectionInfos, isCapped, listed, makeCollection, placeOf } from './catalog.ts';
import { type Connection, disconnect } from './connection.ts';
import { ensureCollection } from './ensure.ts';
import { leasesCollection } from './fence.ts';
import { type HeldLease, takeLease } from './lease.ts';
import { listDocuments } from './list.ts';
import { rangeBatches } from './range.ts';
import { countDocuments, readDocuments } from './read.ts';
import { writeOperations } from './write.ts';

/** How a store is used. */
export interface StoreUse {
  readonly readOnly: boolean;
  readonly notices: readonly StoreNotice[];
  /** Opens a new, empty store beside this one. */
  readonly scratch: () => Promise<ScratchStore>;
}

/** The store over one database of a deployment. */
export class MongoStore implements TargetStore {
  readonly kind = 'mongodb';
  readonly label: string;
  readonly deployment: string;
  readonly notices: readonly StoreNotice[];
  readonly #connection: Connection;
  readonly #use: StoreUse;
  /** Collections that are there for certain, unless somebody else drops them, and those of them that are capped. */
  readonly #made = new Set<string>();
  readonly #capped = new Set<string>();
  readonly #held = new Map<Lease, HeldLease>();

  constructor(connection: Connection, use: StoreUse) {
    this.#connection = connection;
    this.#use = use;
    this.label = connection.label;
    this.deployment = connection.deployment;
    this.notices = use.notices;
  }

  collections() {
    return collectionInfos(this.#connection);
  }

  scan(collection: string) {
    const hint = 'read a dump of the collection, or take the document away';
    const batches = () => rangeBatches(this.#connection, collection);
    return passOver(batches, placeOf(this.#connection, collection), hint);
  }

  read(collection: string, ids: readonly BsonValue[]) {
    return readDocuments(this.#connection, collection, ids);
  }

  list(collection: string) {
    return listDocuments(this.#connection, collection);
  }

  count(collection: string) {
    return countDocuments(this.#connection, collection);
  }

  async write(operations: readonly Operation[], lease?: Lease) {
    this.#mayWrite();
    const held = lease === undefined ? undefined : this.#held.get(lease);
    if (held === undefined) return this.#writeApart(operations, lease);
    // The lease may be released by the time it is this write's turn, and with it ends the session.
    return held.turns.take(() =>
      held.session.hasEnded
        ? this.#writeApart(operations, lease)
        : this.#writeIn(held.session, operations, lease),
    );
  }

  ensure(name: string, indexes: readonly BsonValue[], options?: BsonValue) {
    this.#mayWrite();
    return ensureCollection(this.#connection, { name, indexes, options });
  }

  async lease(claim: string | LeaseClaim, holder: LeaseHolder) {
    this.#mayWrite();
    await this.#meet(leasesCollection, true);
    const taken = await takeLease(this.#connection, claimed(claim), holder, (lease) =>
      this.#held.delete(lease),
    );
    if ('heldBy' in taken) return taken;
    this.#held.set(taken.lease, taken);
    return taken.lease;
  }

  async drop(collection: string) {
    this.#mayWrite();
    this.#forget(collection);
    await dropCollection(this.#connection, collection);
  }

  async rename(from: string, to: string) {
    this.#mayWrite();
    this.#forget(from);
    await renameCollection(this.#connection, from, to);
  }

  scratch() {
    return this.#use.scratch();
  }

  close() {
    return disconnect(this.#connection);
  }

  /** Writes in a session of its own. */
  async #writeApart(operations: readonly Operation[], lease: Lease | undefined) {
    const session = this.#connection.client.startSession();
    try {
      return await this.#writeIn(session, operations, lease);
    } finally {
      await session.endSession();
    }
  }

  async #writeIn(session: ClientSession, operations: readonly Operation[], lease: Lease | undefined) {
    for (const name of new Set(operations.map(({ collection }) => collection))) {
      const grows = operations.some((one) => one.collection === name && mayCreate(one));
      await this.#meet(name, grows);
    }
    return writeOperations({ connection: this.#connection, session, lease }, operations, this.#capped);
  }

  /** Looks at a collection before it is written to; a transaction that makes it would be in the way of others. */
  async #meet(name: string, create: boolean): Promise<void> {
    if (this.#made.has(name)) return;
    const [found] = await listed(this.#connection, name);
    if (found === undefined && !create) return;
    if (found === undefined) await makeCollection(this.#connection, name);
    this.#made.add(name);
    if (found !== undefined && isCapped(found)) this.#capped.add(name);
  }

  #forget(name: string): void {
    this.#made.delete(name);
    this.#capped.delete(name);
  }

  #mayWrite(): void {
    if (this.#use.readOnly) throw new Error(`${this.label} was opened to read only`);
  }
}

function mayCreate({ kind }: Operation): boolean {
  return kind === 'insert' || kind === 'put';
}
