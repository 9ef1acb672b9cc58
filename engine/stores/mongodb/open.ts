import { randomBytes } from 'node:crypto';
import { type ScratchStore, StoreFailure, type TargetStore } from '../port.ts';
import { longestDatabaseName } from './address.ts';
import { listed, noticesOf } from './catalog.ts';
import { type Connection, connect, disconnect, type Limits, runDurably } from './connection.ts';
import type { Work } from './failure.ts';
import { persist } from './retry.ts';
import { MongoStore } from './store.ts';

/** How to open a MongoDB database. */
export interface MongoOptions extends Limits {
  /** Take a database that has no collections yet, which is to say that it is not there. */
  readonly create: boolean;
  /** Nothing is written, not even a lease; default false. */
  readonly readOnly?: boolean;
}

/**
 * Opens a database of a MongoDB deployment, a replica set or a sharded cluster (design §10). What is written is on
 * the disks of a majority before a write resolves (T26). The server puts `_id` first in every document and gives
 * timestamps that are zero at the top level the time; all else is stored and read byte for byte.
 *
 * Throws {@link StoreFailure}: `store.missing`, `store.unreachable`, `store.denied`, `store.unsupported`.
 */
export async function openMongo(uri: string, options: MongoOptions): Promise<TargetStore> {
  const connection = await connect(uri, options);
  try {
    const all = await listed(connection);
    if (all.length === 0 && !options.create) throw missing(connection);
    const readOnly = options.readOnly ?? false;
    const notices = noticesOf(connection, all);
    return new MongoStore(connection, { readOnly, notices, scratch: () => openScratch(uri, connection) });
  } catch (error) {
    await disconnect(connection);
    throw error;
  }
}

/** A database of a new name on the same deployment. */
async function openScratch(uri: string, beside: Connection): Promise<ScratchStore> {
  const connection = await connect(uri, beside.limits);
  const name = scratchName(beside.db.databaseName);
  const label = connection.label.replace(/[^/]*$/, () => name);
  return new MongoScratch({ ...connection, db: connection.client.db(name), label }, uri);
}

class MongoScratch extends MongoStore implements ScratchStore {
  readonly #own: Connection;

  constructor(connection: Connection, uri: string) {
    super(connection, { readOnly: false, notices: [], scratch: () => openScratch(uri, connection) });
    this.#own = connection;
  }

  async discard(): Promise<void> {
    const work: Work = { what: 'removing a scratch store', place: this.label };
    await persist(this.#own, work, () => runDurably(this.#own.db, { dropDatabase: 1 }));
    await this.close();
  }
}

function scratchName(database: string): string {
  const ending = `_scratch_${randomBytes(4).toString('hex')}`;
  let start = database;
  while (Buffer.byteLength(start + ending) > longestDatabaseName) start = [...start].slice(0, -1).join('');
  return start + ending;
}

function missing({ label, db }: Connection): StoreFailure {
  return new StoreFailure(
    'store.missing',
    `there is no database ${db.databaseName}, or it has no collections`,
    {
      place: label,
      hint: 'check the name of the database in the URI, or create it with a command that writes',
    },
  );
}
