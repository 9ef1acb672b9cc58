import { type Database, open, type RootDatabase } from 'lmdb';
import { StoreFailure, type StoreFailureCode } from '../port.ts';

/** A database of raw bytes under raw keys. */
export type Bytes = Database<Buffer, Uint8Array>;

/** Address space reserved for the map; LMDB grows it beyond. Nothing of it is allocated on disk or in memory. */
const mapBytes = 64 * 2 ** 30;

/** LMDB's and the system's error numbers that say something about the store; all others are `store.io`. */
const codes: Readonly<Record<number, StoreFailureCode>> = {
  27: 'store.full', // EFBIG
  28: 'store.full', // ENOSPC
  122: 'store.full', // EDQUOT
  [-30792]: 'store.full', // MDB_MAP_FULL
  [-30796]: 'store.damaged', // MDB_CORRUPTED
  [-30797]: 'store.damaged', // MDB_PAGE_NOTFOUND
  [-30793]: 'store.damaged', // MDB_INVALID
  [-30794]: 'store.foreign', // MDB_VERSION_MISMATCH
};

const hints: Partial<Record<StoreFailureCode, string>> = {
  'store.full': 'free space on the disk and run the command again; what was acknowledged is there',
  'store.damaged': 'the data file does not hold together; restore the folder from a copy',
};

/**
 * One open LMDB environment: databases by name, transactions, reads, with every failure told as a
 * {@link StoreFailure}. After a failed transaction nothing more is read or written, since LMDB may then be in a
 * state that it cannot work from.
 */
export class Environment {
  readonly directory: string;
  /** The store's own records: what collections there are, who holds which lease. */
  readonly records: Bytes;
  private readonly root: RootDatabase<Buffer, Uint8Array>;
  private readonly databases = new Map<string, Bytes>();
  private failure: StoreFailure | undefined;

  /** Opens the environment, creating its files (0600) unless `readOnly`. Throws {@link StoreFailure}. */
  constructor(directory: string, readOnly: boolean) {
    this.directory = directory;
    try {
      this.root = openRoot(directory, readOnly);
    } catch (error) {
      throw told(error, 'opening the embedded store', directory);
    }
    const records = this.database('records', !readOnly);
    if (records === undefined) {
      throw new StoreFailure('store.damaged', 'the embedded store has no records', {
        place: directory,
        hint: hints['store.damaged'] ?? '',
      });
    }
    this.records = records;
  }

  /** Makes sure that a database is there and open; not to be called in a transaction for a name not opened yet. */
  create(name: string): Bytes {
    const database = this.database(name, true);
    if (database === undefined) throw new Error(`the database ${name} was not created`);
    return database;
  }

  /** The database of that name; created if it is not there and `create` is true, else `undefined`. */
  database(name: string, create: boolean): Bytes | undefined {
    const known = this.databases.get(name);
    if (known !== undefined) return known;
    const opened = this.guarded('opening a database', () =>
      this.root.openDB<Buffer, Uint8Array>(name, { ...rawOptions, ...(create ? {} : { create: false }) }),
    ) as Bytes | undefined;
    if (opened !== undefined) this.databases.set(name, opened);
    return opened;
  }

  /** Runs `action` in one write transaction that is on disk when this returns; if it throws, nothing happened. */
  transact<T>(what: string, action: () => T): T {
    return this.guarded(what, () => this.root.transactionSync(action));
  }

  /** Runs `action` on one consistent state and lets go of that state's pages afterwards. */
  look<T>(what: string, action: () => T): T {
    return this.guarded(what, () => {
      try {
        return action();
      } finally {
        this.root.resetReadTxn();
      }
    });
  }

  async close(): Promise<void> {
    await this.root.close();
  }

  private guarded<T>(what: string, action: () => T): T {
    if (this.failure !== undefined) throw this.failure;
    try {
      return action();
    } catch (error) {
      const failure = told(error, what, this.directory);
      if (failure !== error) this.failure = failure as StoreFailure;
      throw failure;
    }
  }
}

const rawOptions = { encoding: 'binary', keyEncoding: 'binary' } as const;

function openRoot(directory: string, readOnly: boolean): RootDatabase<Buffer, Uint8Array> {
  const options = {
    path: directory,
    ...rawOptions,
    noSubdir: false,
    maxDbs: 1024,
    mapSize: mapBytes,
    permissionsMode: 0o600,
    // A commit returns once it is on disk, and pages are only reused when that is so.
    overlappingSync: false,
    readOnly,
  };
  return open<Buffer, Uint8Array>(options);
}

/** Errors of LMDB and of the system as a store's failure; everything else is a defect and stays what it is. */
function told(error: unknown, what: string, place: string): unknown {
  if (error instanceof StoreFailure || !(error instanceof Error)) return error;
  const code = (error as Error & { code?: unknown }).code;
  if (typeof code !== 'number') return error;
  const kind = codes[code] ?? 'store.io';
  return new StoreFailure(kind, `${what} failed: ${error.message}`, {
    place,
    hint: hints[kind] ?? '',
    cause: error,
  });
}
