import { MongoClient, MongoNetworkError } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startProxy, type TcpProxy } from './proxy.ts';
import { type ReplicaSet, startReplicaSet } from './replica-set.ts';

let set: ReplicaSet;
let proxy: TcpProxy;
let through: MongoClient;
let beside: MongoClient;

beforeAll(async () => {
  set = await startReplicaSet({ nodes: 1 });
  beside = new MongoClient(set.uri());
});
afterAll(async () => {
  await beside.close();
  await set.stop();
});
beforeEach(async () => {
  await beside.db('proxied').dropDatabase();
  proxy = await startProxy(set.hosts[0] ?? '');
  const options = { retryWrites: 'false', retryReads: 'false', serverSelectionTimeoutMS: '1000' };
  through = await new MongoClient(set.directUri('proxied', options, proxy.host)).connect();
});
afterEach(async () => {
  await through.close();
  await proxy.close();
});

const insert = (n: number, client = through) => client.db('proxied').collection('things').insertOne({ n });
const stored = async () => {
  const found = await beside
    .db('proxied')
    .collection<{ n: number }>('things')
    .find()
    .sort({ n: 1 })
    .toArray();
  return found.map(({ n }) => n);
};

describe('a proxy', () => {
  it('passes everything on, messages of many packets too', async () => {
    await insert(1);
    const large = { n: 2, text: 'x'.repeat(8_000_000) };
    await through.db('proxied').collection('things').insertOne(large);
    const read = await through.db('proxied').collection('things').findOne({ n: 2 });
    expect(read?.text).toBe(large.text);
    expect(await stored()).toEqual([1, 2]);
    expect(proxy.connections).toBeGreaterThan(0);
  });

  it('cuts before the answer: the server has applied the write, the client does not know', async () => {
    const cut = proxy.cutAfter(0, 'fromServer', 'insert');
    await expect(insert(1)).rejects.toThrow(MongoNetworkError);
    expect(await cut).toBe(true);
    expect(await stored()).toEqual([1]);
    await insert(2);
    expect(await stored()).toEqual([1, 2]);
  });

  it('cuts inside the answer', async () => {
    const cut = proxy.cutAfter(20, 'fromServer', 'insert');
    await expect(insert(1)).rejects.toThrow(MongoNetworkError);
    expect(await cut).toBe(true);
    expect(await stored()).toEqual([1]);
  });

  it.each([
    0, 1, 20, 60,
  ])('cuts after %i bytes of a command: the server has not applied it', async (bytes) => {
    const cut = proxy.cutAfter(bytes, 'toServer', 'insert');
    await expect(insert(1)).rejects.toThrow(MongoNetworkError);
    expect(await cut).toBe(true);
    expect(await stored()).toEqual([]);
  });

  it('cuts on the byte: a command passes whole with its own length, and not with one byte less', async () => {
    // An insert of this shape always has the same length; the smallest allowance that lets it through is that length.
    const passes = async (bytes: number) => {
      const cut = proxy.cutAfter(bytes, 'toServer', 'insert');
      const done = await insert(1).then(
        () => true,
        () => false,
      );
      await proxy.heal();
      expect(await cut).toBe(!done);
      return done;
    };
    let [fails, works] = [0, 1000];
    while (works - fails > 1) {
      const middle = (fails + works) >> 1;
      if (await passes(middle)) works = middle;
      else fails = middle;
    }
    expect(works).toBeGreaterThan(100);
    expect([await passes(works - 1), await passes(works)]).toEqual([false, true]);
  });

  it('cuts any connection where no command is named', async () => {
    const cut = proxy.cutAfter(0, 'fromServer');
    await Promise.allSettled([insert(1)]);
    expect(await cut).toBe(true);
  });

  it('cuts once, and a driver that retries writes does not write twice', async () => {
    const retrying = new MongoClient(set.directUri('proxied', { retryWrites: 'true' }, proxy.host));
    try {
      await insert(1, retrying);
      const cut = proxy.cutAfter(0, 'fromServer', 'insert');
      await insert(2, retrying);
      expect(await cut).toBe(true);
      expect(await stored()).toEqual([1, 2]);
    } finally {
      await retrying.close();
    }
  });

  it('drops all connections at once and takes new ones', async () => {
    await insert(1);
    await set.failCommand({ failCommands: ['insert'], mode: { times: 1 }, blockMilliseconds: 300 });
    const held = insert(2).catch((error: unknown) => error);
    await new Promise((done) => setTimeout(done, 100));
    proxy.drop();
    expect(proxy.connections).toBe(0);
    expect(await held).toBeInstanceOf(MongoNetworkError);
    await insert(3);
    await expect.poll(stored).toEqual([1, 2, 3]);
  });

  it('refuses connections until it heals', async () => {
    await insert(1);
    await proxy.refuse();
    expect(proxy.connections).toBe(0);
    await expect(insert(2)).rejects.toThrow(/ECONNREFUSED|closed|selection/i);
    await proxy.heal();
    await insert(3);
    expect(await stored()).toEqual([1, 3]);
  });

  it('holds every piece for as long as it was told', async () => {
    await insert(1);
    proxy.delay(300);
    const start = performance.now();
    await insert(2);
    expect(performance.now() - start).toBeGreaterThanOrEqual(598);
    await proxy.heal();
    const healed = performance.now();
    await insert(3);
    expect(performance.now() - healed).toBeLessThan(300);
  });

  it('tells that a cut did not come to pass', async () => {
    const cut = proxy.cutAfter(0, 'fromServer', 'delete');
    await insert(1);
    await proxy.heal();
    expect(await cut).toBe(false);
  });
});
