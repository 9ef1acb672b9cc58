import { randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';
import type { BsonValue } from '../../bson/index.ts';
import type { Lease, LeaseHolder, Operation, ScratchStore, StoreNotice, TargetStore } from '../port.ts';
import { create, drop, ensureCollection, listCollections, rename } from './catalog.ts';
import { takeLease } from './lease.ts';
import { batches, readDocuments, scanDocuments } from './read.ts';
import { retried } from './retry.ts';
import { applyOperations } from './write.ts';

/** One database of a MongoDB deployment. */
export class MongoStore implements TargetStore {
  readonly kind = 'mongodb';
  readonly label: string;
  readonly deployment: string;
  readonly notices: readonly StoreNotice[];
  readonly #db: Db;
  /** Collections that are known to be there. */
  readonly #known = new Set<string>();

  /** `label` is the printable place, `deployment` what serves it. */
  constructor(db: Db, label: string, deployment: string, notices: readonly StoreNotice[] = []) {
    this.#db = db;
    this.label = label;
    this.deployment = deployment;
    this.notices = notices;
  }

  collections() {
    return retried('listing the collections', this.label, () => listCollections(this.#db));
  }

  scan(collection: string) {
    return scanDocuments(this.#db.collection(collection), this.#place(collection));
  }

  read(collection: string, ids: readonly BsonValue[]) {
    return readDocuments(this.#db.collection(collection), ids, this.#place(collection));
  }

  list(collection: string) {
    return batches(this.#db.collection(collection), this.#place(collection));
  }

  count(collection: string) {
    return retried('counting', this.#place(collection), () =>
      this.#db.collection(collection).countDocuments(),
    );
  }

  async write(operations: readonly Operation[], lease?: Lease) {
    for (const name of new Set(operations.filter(mayCreate).map((operation) => operation.collection))) {
      if (this.#known.has(name)) continue;
      await retried('creating a collection', this.#place(name), () => create(this.#db, name));
      this.#known.add(name);
    }
    return applyOperations(this.#db, operations, lease, this.label);
  }

  ensure(name: string, indexes: readonly BsonValue[], options?: BsonValue) {
    const place = this.#place(name);
    return retried('creating a collection', place, () =>
      ensureCollection(this.#db, name, indexes, options, place),
    );
  }

  lease(name: string, holder: LeaseHolder) {
    return takeLease(this.#db, name, holder, this.label);
  }

  async drop(collection: string) {
    this.#known.delete(collection);
    await retried('dropping a collection', this.#place(collection), () => drop(this.#db, collection));
  }

  async rename(from: string, to: string) {
    this.#known.delete(from);
    await retried('renaming a collection', this.#place(from), () =>
      rename(this.#db, from, to, this.#place(from)),
    );
  }

  async scratch(): Promise<ScratchStore> {
    const name = `${this.#db.databaseName.slice(0, 40)}_scratch_${randomBytes(4).toString('hex')}`;
    const db = this.#db.client.db(name);
    const label = this.label.replace(/[^/]*$/, name);
    const discard = async (): Promise<void> => {
      await retried('dropping a scratch database', label, () => db.dropDatabase());
    };
    // Its client is that of the store it stands beside, which closes it.
    return Object.assign(new MongoStore(db, label, this.deployment), {
      discard,
      close: async () => undefined,
    });
  }

  async close() {
    await this.#db.client.close();
  }

  #place(collection: string): string {
    return `${this.label}.${collection}`;
  }
}

function mayCreate({ kind }: Operation): boolean {
  return kind === 'insert' || kind === 'put';
}
