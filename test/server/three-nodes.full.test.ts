import { MongoClient } from 'mongodb';
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
const count = () =>
  client
    .db()
    .collection('things', { readConcern: { level: 'majority' } })
    .countDocuments();

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
    let acknowledged = 0;
    const writing = (async () => {
      for (let n = 0; n < 400; n += 1) {
        await insert(n);
        acknowledged += 1;
      }
    })();
    while (acknowledged < 100) await new Promise((done) => setTimeout(done, 5));
    const first = await set.waitForPrimary();
    await set.kill(first);
    await writing;
    expect(await set.waitForPrimary()).not.toBe(first);
    expect(await count()).toBe(400);
    await set.restart(first);
    await set.waitForPrimary();
    expect(set.pids).toHaveLength(3);
  });

  it('cannot have a majority while two nodes are frozen, and has it again after', async () => {
    const primary = await set.waitForPrimary();
    const others = [0, 1, 2].filter((node) => node !== primary);
    for (const node of others) set.freeze(node);
    const things = client.db().collection('things');
    await expect(
      things.insertOne({ n: 1 }, { writeConcern: { w: 'majority', wtimeoutMS: 1_000 } }),
    ).rejects.toMatchObject({ code: 64 });
    for (const node of others) set.thaw(node);
    await insert(2);
    expect(await count()).toBe(2);
  });
});
