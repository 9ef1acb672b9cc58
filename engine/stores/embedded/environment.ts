import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Database, open, type RootDatabase } from 'lmdb';
import { StoreFailure } from '../port.ts';
import { failureOf } from './failure.ts';
import { dataFile } from './folder.ts';
import { MappedPages } from './mapped-pages.ts';

/** A database of raw bytes under raw keys. */
export type Bytes = Database<Buffer, Uint8Array>;

const rawBytes = { encoding: 'binary', keyEncoding: 'binary' } as const;

/** A value as it was read, without the properties that lmdb puts on the buffers of large ones. */
export function plainBytes(value: Buffer): Buffer {
  return Object.hasOwn(value, 'length')
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : value;
}

/** Address space reserved for the map; LMDB grows it beyond. Nothing of it is allocated on disk or in memory. */
const mapBytes = 64 * 2 ** 30;

/** Items of a transaction after which the mapped pages are looked at again; each may bring in some dozens. */
const itemsBetweenLooks = 8;

/**
 * One open LMDB environment: databases by name, transactions, reads, with every failure told as a
 * {@link StoreFailure}. After LMDB has failed once nothing more is read or written, since it may then be in a state
 * that it cannot work from.
 */
export class Environment {
  readonly directory: string;
  readonly #databases = new Map<string, Bytes>();
  readonly #root: RootDatabase<Buffer, Uint8Array>;
  readonly #pages: MappedPages;
  #items = 0;
  #failure: StoreFailure | undefined;

  /** Opens the environment, creating its files (0600) unless `readOnly`. Throws {@link StoreFailure}. */
  constructor(directory: string, readOnly: boolean) {
    this.directory = directory;
    this.#root = openRoot(directory, readOnly);
    this.#pages = new MappedPages(realpathSync(join(directory, dataFile)));
  }

  /** Lets timers and other callbacks run, then runs `action` without a pause. */
  async turn<T>(action: () => T): Promise<T> {
    await setImmediate();
    this.#pages.tend();
    return action();
  }

  /** Gives `action` each item within a transaction or a look, and lets go of the pages that this brought in. */
  each<T, R>(items: readonly T[], action: (item: T) => R): R[] {
    return items.map((item) => {
      this.passed();
      return action(item);
    });
  }

  /** Says that one more item was looked at or written in a transaction that goes on. */
  passed(): void {
    this.#items += 1;
    if (this.#items % itemsBetweenLooks === 0) this.#pages.tend();
  }

  /** The store's own records: what collections there are, who holds which lease. Opened before all others. */
  get records(): Bytes {
    const records = this.database('records', false);
    if (records !== undefined) return records;
    throw new StoreFailure('store.damaged', 'the embedded store has no records', {
      place: this.directory,
      hint: 'restore the folder from a copy',
    });
  }

  /** Makes sure that a database is there and open; not to be called in a transaction for a name not opened yet. */
  create(name: string): Bytes {
    const database = this.database(name, true);
    if (database === undefined) throw new Error(`the database ${name} was not created`);
    return database;
  }

  /** The database of that name; created if it is not there and `create` is true, else `undefined`. */
  database(name: string, create: boolean): Bytes | undefined {
    const known = this.#databases.get(name);
    if (known !== undefined) return known;
    const options = { ...rawBytes, ...(create ? {} : { create: false }) };
    const opened: Bytes | undefined = this.#guarded('opening a database', () =>
      this.#root.openDB<Buffer, Uint8Array>(name, options),
    );
    if (opened !== undefined) this.#databases.set(name, opened);
    return opened;
  }

  /** Names of all databases there are. */
  names(): readonly string[] {
    return this.look('listing the databases', () =>
      Array.from(this.#root.getKeys({ start: Buffer.from([0]) }), (key) => Buffer.from(key).toString()),
    );
  }

  /** Bytes that the data file must have for all pages in use, and the size of a page. */
  extent(): { readonly bytes: number; readonly pageSize: number } {
    const stats = this.look('looking at the data file', () => this.#root.getStats()) as {
      readonly lastPageNumber: number;
      readonly pageSize: number;
    };
    return { bytes: (stats.lastPageNumber + 1) * stats.pageSize, pageSize: stats.pageSize };
  }

  /** Runs `action` in one write transaction that is on disk when this returns; if it throws, nothing happened. */
  transact<T>(what: string, action: () => T): T {
    return this.#guarded(what, () => this.#root.transactionSync(action));
  }

  /** Runs `action` on one consistent state and lets go of that state's pages afterwards. */
  look<T>(what: string, action: () => T): T {
    return this.#guarded(what, () => {
      try {
        return action();
      } finally {
        this.#root.resetReadTxn();
      }
    });
  }

  async close(): Promise<void> {
    await this.#root.close();
  }

  #guarded<T>(what: string, action: () => T): T {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      return action();
    } catch (error) {
      const failure = failureOf(error, what, this.directory);
      if (failure !== error && failure instanceof StoreFailure) this.#failure = failure;
      throw failure;
    }
  }
}

function openRoot(directory: string, readOnly: boolean): RootDatabase<Buffer, Uint8Array> {
  const options = {
    path: directory,
    ...rawBytes,
    noSubdir: false,
    maxDbs: 1024,
    mapSize: mapBytes,
    permissionsMode: 0o600,
    // A commit returns once it is on disk, in the order data, then meta page.
    overlappingSync: false,
    readOnly,
  };
  try {
    return open<Buffer, Uint8Array>(options);
  } catch (error) {
    throw failureOf(error, 'opening the embedded store', directory);
  }
}
