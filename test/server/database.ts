import { randomBytes } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { inject } from 'vitest';

/** A database of its own for one test, on the server that all tests share. */
export interface FreshDatabase {
  /** Unique in the run, and not yet there. */
  readonly name: string;
  /** Connection string that ends in this database. */
  readonly uri: string;
  /** The driver's view of it; connects when first used. */
  readonly db: Db;
  readonly client: MongoClient;
  /** Removes it and all databases whose names begin with its name, and closes the client. */
  drop(): Promise<void>;
}

/**
 * Connection string of a database on the run's server, with further parameters if need be. Starts the server if no
 * test needed it yet; throws with what to do when there is none.
 */
export async function serverUri(
  database: string,
  options: Readonly<Record<string, string>> = {},
): Promise<string> {
  const response = await fetch(inject('mongodb'));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return withDatabase(text, database, options);
}

/** A database that no other test has. `drop()` it when the test is over. */
export async function freshDatabase(options: Readonly<Record<string, string>> = {}): Promise<FreshDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const uri = await serverUri(name, options);
  const client = new MongoClient(uri);
  const db = client.db(name);
  return {
    name,
    uri,
    db,
    client,
    drop: async () => {
      const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
      for (const one of databases) if (one.name.startsWith(name)) await client.db(one.name).dropDatabase();
      await client.close();
    },
  };
}

/**
 * `uri` with another database and further parameters. The name and password go on being looked up where they were:
 * in the database that the string named, if it named no `authSource`.
 */
export function withDatabase(
  uri: string,
  database: string,
  options: Readonly<Record<string, string>> = {},
): string {
  const match = /^(mongodb(?:\+srv)?:\/\/)([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(uri);
  if (match === null) throw new Error('not a MongoDB connection string');
  const [, scheme, authority = '', named = '', query = ''] = match;
  const parameters = new URLSearchParams(query);
  if (authority.includes('@') && named !== '' && !parameters.has('authSource'))
    parameters.set('authSource', decodeURIComponent(named));
  for (const [name, value] of Object.entries(options)) parameters.set(name, value);
  return `${scheme}${authority}/${database}?${parameters}`;
}
