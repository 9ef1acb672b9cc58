import type { BsonValue } from '../../bson/index.ts';
import { collectionDrift, indexName } from '../drift.ts';
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
import { describeCollection, findCollection, listCollections, saveCollection } from './catalog.ts';
import type { Bytes, Environment } from './environment.ts';
import { checkLease, takeLease } from './lease.ts';
import { batches } from './read.ts';
import { isUnique } from './unique.ts';
import { dropCollection, renameCollection } from './whole.ts';
import { applyOperations, openDocuments, readDocuments } from './write.ts';

/** What a store is told besides its environment. */
export interface EmbeddedSetting {
  readonly readOnly: boolean;
  /** The clock that leases expire by, milliseconds since 1970. */
  readonly now: () => number;
  readonly openScratch: () => Promise<ScratchStore>;
}

/**
 * The store over an open environment. Transactions and reads block for as long as LMDB takes; every one of them
 * lets timers and other callbacks run first, so that a loop of writes does not keep a lease from being renewed.
 */
export class EmbeddedStore implements TargetStore {
  readonly kind = 'embedded';
  readonly label: string;
  readonly notices: readonly StoreNotice[] = [];
  readonly #environment: Environment;
  readonly #readOnly: boolean;
  readonly #now: () => number;
  readonly #openScratch: () => Promise<ScratchStore>;

  /** `label` is the printable place. */
  constructor(
    environment: Environment,
    { label, readOnly, now, openScratch }: EmbeddedSetting & { readonly label: string },
  ) {
    this.#environment = environment;
    this.label = label;
    this.#readOnly = readOnly;
    this.#now = now;
    this.#openScratch = openScratch;
  }

  async collections() {
    const all = await this.#environment.turn(() =>
      this.#environment.look('reading the catalog', () => listCollections(this.#environment.records)),
    );
    return all.map((collection) => collection.info);
  }

  scan(collection: string) {
    return passOver(() => this.list(collection), this.#place(collection), 'restore the folder from a copy');
  }

  async read(collection: string, ids: readonly BsonValue[]) {
    return this.#environment.turn(() => readDocuments(this.#environment, collection, ids));
  }

  list(collection: string) {
    return batches(this.#environment, () => this.#documents(collection));
  }

  count(collection: string) {
    return this.#environment.turn(() => {
      const documents = this.#documents(collection);
      if (documents === undefined) return 0;
      return this.#environment.look('counting', () => entryCount(documents));
    });
  }

  async write(operations: readonly Operation[], lease?: Lease) {
    this.#mayWrite();
    return this.#environment.turn(() =>
      applyOperations(this.#environment, operations, () => {
        if (lease !== undefined) checkLease(this.#environment, lease);
      }),
    );
  }

  ensure(name: string, indexes: readonly BsonValue[], options?: BsonValue) {
    return this.#environment.turn(() => this.#ensure(name, indexes, options));
  }

  lease(claim: string | LeaseClaim, holder: LeaseHolder) {
    return this.#environment.turn(() => {
      this.#mayWrite();
      return takeLease(this.#environment, claimed(claim), holder, this.#now);
    });
  }

  drop(name: string) {
    return this.#environment.turn(() => {
      this.#mayWrite();
      dropCollection(this.#environment, name);
    });
  }

  rename(from: string, to: string) {
    return this.#environment.turn(() => {
      this.#mayWrite();
      renameCollection(this.#environment, from, to);
    });
  }

  scratch() {
    return this.#openScratch();
  }

  async close() {
    await this.#environment.close();
  }

  #ensure(name: string, indexes: readonly BsonValue[], options?: BsonValue): readonly StoreNotice[] {
    this.#mayWrite();
    const wanted = describeCollection(name, indexes, options);
    this.#environment.create(wanted.documents);
    for (const index of wanted.unique) this.#environment.create(index.database);
    const found = this.#environment.transact('creating a collection', () => {
      const present = findCollection(this.#environment.records, name);
      if (present === undefined) saveCollection(this.#environment.records, wanted);
      return present;
    });
    const place = this.#place(name);
    return [
      ...(found === undefined ? [] : collectionDrift(found.info, indexes, options, place)),
      ...unchecked(
        indexes,
        place,
        (found ?? wanted).unique.map((index) => index.name),
      ),
    ];
  }

  #mayWrite(): void {
    if (this.#readOnly) throw new Error(`${this.label} was opened to read only`);
  }

  #documents(collection: string): Bytes | undefined {
    return openDocuments(this.#environment, collection);
  }

  #place(collection: string): string {
    return `${this.label}#${collection}`;
  }
}

function unchecked(indexes: readonly BsonValue[], place: string, checked: readonly string[]): StoreNotice[] {
  const names = indexes.filter(isUnique).map(indexName);
  return names
    .filter((name) => name !== '_id_' && !checked.includes(name))
    .map((name) => ({
      code: 'index.unchecked',
      message: `the unique index ${name} is recorded and not checked`,
      place,
    }));
}

function entryCount(documents: Bytes): number {
  const stats = documents.getStats() as { readonly entryCount: number };
  return stats.entryCount;
}
