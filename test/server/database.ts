import { randomBytes } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { inject } from 'vitest';

/** A database of a test's own, on the server of the run. */
export interface Database {
  readonly uri: string;
  readonly name: string;
  readonly db: Db;
  /** Removes it, with databases that were made beside it under its name. */
  drop(): Promise<void>;
}

/** A new, empty database. */
export async function freshDatabase(): Promise<Database> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const uri = inject('mongodb').replace('%DB%', name);
  const client = await new MongoClient(uri).connect();
  return {
    uri,
    name,
    db: client.db(name),
    async drop() {
      const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
      for (const one of databases) if (one.name.startsWith(name)) await client.db(one.name).dropDatabase();
      await client.close();
    },
  };
}
