import { MongoClient } from 'mongodb';
import type { TestProject } from 'vitest/node';
import { ReplicaSet } from '../server/replica-set.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URI of the run's server, with `%DB%` in the place of the database's name. */
    readonly mongodb: string;
  }
}

/** Starts the one server that a run of tests uses, or takes the one that `MONGODB_URI` names; prints its version. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.MONGODB_URI;
  if (given !== undefined && given !== '') {
    const client = await new MongoClient(given).connect();
    const { version } = await client.db('admin').command({ buildInfo: 1 });
    await client.close();
    const address = new URL(given);
    address.pathname = '/DB';
    project.provide('mongodb', address.href.replace('/DB', '/%DB%'));
    console.log(`mongod ${version} (MONGODB_URI)`);
    return undefined;
  }
  const set = await ReplicaSet.start();
  project.provide('mongodb', set.uri('%DB%'));
  console.log(`mongod ${set.version} (${set.found})`);
  return () => set.stop();
}
