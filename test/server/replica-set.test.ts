import { MongoClient, MongoServerError } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ReplicaSet, startReplicaSet } from './replica-set.ts';

let set: ReplicaSet;
let client: MongoClient;

beforeAll(async () => {
  set = await startReplicaSet({ nodes: 1 });
  client = new MongoClient(set.uri('own', { retryWrites: 'false', retryReads: 'false' }));
});
afterEach(async () => {
  await set.clearFailCommand();
});
afterAll(async () => {
  await client.close();
  await set.stop();
});

const insert = () => client.db().collection('things').insertOne({});
const count = () => client.db().collection('things').countDocuments();

describe('the fail point of commands', () => {
  it('fails as many commands as it was told, with the code and labels it was told', async () => {
    const before = await count();
    await set.failCommand({
      failCommands: ['insert'],
      mode: { times: 2 },
      errorCode: 112,
      errorLabels: ['TransientTransactionError'],
    });
    for (let time = 0; time < 2; time += 1) {
      const error = await insert().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(MongoServerError);
      expect(error).toMatchObject({ code: 112, errorLabels: ['TransientTransactionError'] });
    }
    await insert();
    expect(await count()).toBe(before + 1);
  });

  it('ends when it is cleared', async () => {
    await set.failCommand({ failCommands: ['insert'], mode: 'alwaysOn', errorCode: 2 });
    await expect(insert()).rejects.toMatchObject({ code: 2 });
    await expect(insert()).rejects.toMatchObject({ code: 2 });
    await set.clearFailCommand();
    await insert();
  });

  it('applies the write and answers with a write concern error', async () => {
    const before = await count();
    await set.failCommand({
      failCommands: ['insert'],
      mode: { times: 1 },
      writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
    });
    await expect(insert()).rejects.toMatchObject({ code: 64 });
    expect(await count()).toBe(before + 1);
  });

  it('closes the connection before the write', async () => {
    const before = await count();
    await set.failCommand({ failCommands: ['insert'], mode: { times: 1 }, closeConnection: true });
    await expect(insert()).rejects.toMatchObject({ name: 'MongoNetworkError' });
    expect(await count()).toBe(before);
  });

  it('holds a command for a time', async () => {
    await set.failCommand({ failCommands: ['insert'], mode: { times: 1 }, blockMilliseconds: 300 });
    const start = performance.now();
    await insert();
    expect(performance.now() - start).toBeGreaterThanOrEqual(299);
  });

  it('meets only the clients of the name it was told', async () => {
    await set.failCommand({ failCommands: ['insert'], mode: 'alwaysOn', errorCode: 2, appName: 'victim' });
    const victim = new MongoClient(set.uri('own', { appName: 'victim' }));
    try {
      await expect(victim.db().collection('things').insertOne({})).rejects.toMatchObject({ code: 2 });
      await insert();
    } finally {
      await victim.close();
    }
  });
});

describe('a frozen server', () => {
  it('answers nothing until it is thawed, and then what it was asked before', async () => {
    await insert();
    set.freeze();
    const short = new MongoClient(set.uri('own', { serverSelectionTimeoutMS: '500' }));
    try {
      await expect(short.connect()).rejects.toMatchObject({ name: 'MongoServerSelectionError' });
      const late = insert();
      const first = await Promise.race([late.then(() => 'answer'), pause(300).then(() => 'silence')]);
      expect(first).toBe('silence');
      set.thaw();
      expect((await late).acknowledged).toBe(true);
    } finally {
      set.thaw();
      await short.close();
    }
  });
});

describe('a killed server', () => {
  it('keeps what it acknowledged from its journal when it starts again', async () => {
    await client
      .db()
      .collection('things')
      .insertOne({ kept: 1 }, { writeConcern: { w: 'majority', j: true } });
    const [pid] = set.pids;
    await set.kill(0);
    expect(set.pids).toEqual([]);
    const refused = new MongoClient(set.directUri('own', { serverSelectionTimeoutMS: '300' }));
    await expect(refused.connect()).rejects.toMatchObject({ name: 'MongoServerSelectionError' });
    await refused.close();
    await set.restart(0);
    await set.waitForPrimary();
    expect(set.pids).not.toContain(pid);
    expect(await client.db().collection('things').countDocuments({ kept: 1 })).toBe(1);
  });
});

describe('a primary of one node', () => {
  it('steps down and takes over again', async () => {
    await set.stepDown(1);
    expect(await set.admin((admin) => admin.command({ hello: 1 }), 0)).toMatchObject({
      isWritablePrimary: false,
    });
    expect(await set.waitForPrimary()).toBe(0);
    await insert();
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
