import { MongoClient, MongoNetworkError } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ReplicaSet, startReplicaSet } from './replica-set.ts';

let set: ReplicaSet;
let client: MongoClient;

beforeEach(async () => {
  set = await startReplicaSet({ nodes: 3 });
  client = new MongoClient(set.uri('own', { w: 'majority', journal: 'true' }));
});
afterEach(async () => {
  await client.close();
  await set.stop();
});

const insert = (n: number) => client.db().collection('things').insertOne({ n });
const things = () => client.db().collection<{ n: number }>('things', { readConcern: { level: 'majority' } });
const count = () => things().countDocuments();

describe('a set of three nodes', () => {
  it('has another primary after a step-down, and the driver goes on writing there', async () => {
    const first = await set.waitForPrimary();
    await insert(1);
    await set.stepDown(60);
    await insert(2);
    expect(await set.waitForPrimary()).not.toBe(first);
    expect(await count()).toBe(2);
  });

  it('keeps every acknowledged write when its primary is killed in the midst of them', async () => {
    const acknowledged: number[] = [];
    const unknown: number[] = [];
    const writing = (async () => {
      for (let n = 0; n < 400; n += 1) {
        try {
          await insert(n);
          acknowledged.push(n);
        } catch (error) {
          // The driver retries a write only if the write, and not its monitor, is first to learn of the loss.
          if (!(error instanceof MongoNetworkError)) throw error;
          unknown.push(n);
        }
      }
    })();
    while (acknowledged.length < 100) await new Promise((done) => setTimeout(done, 5));
    const first = await set.waitForPrimary();
    await set.kill(first);
    await writing;
    expect(await set.waitForPrimary()).not.toBe(first);
    expect(unknown.length).toBeLessThanOrEqual(1);
    const stored = (await things().find().toArray()).map(({ n }) => n);
    expect(stored).toEqual(expect.arrayContaining(acknowledged));
    expect(stored).toHaveLength(new Set(stored).size);
    await set.restart(first);
    await set.waitForPrimary();
    expect(set.pids).toHaveLength(3);
    expect((await things().find().toArray()).map(({ n }) => n)).toEqual(stored);
  });

  it('cannot have a majority while two nodes are frozen, and has it again after', async () => {
    const primary = await set.waitForPrimary();
    const others = [0, 1, 2].filter((node) => node !== primary);
    for (const node of others) set.freeze(node);
    await expect(
      things().insertOne({ n: 1 }, { writeConcern: { w: 'majority', wtimeoutMS: 1_000 } }),
    ).rejects.toMatchObject({ code: 64 });
    for (const node of others) set.thaw(node);
    await insert(2);
    expect(await count()).toBe(2);
  });
});
