import { describe, expect, it } from 'vitest';
import { currentHolder } from '../../engine/stores/index.ts';
import { documentOf, everything, insert } from './conformance.ts';
import { afterwards, allKinds, allWritten, bench, prepare, taken } from './mongodb-bench.ts';

const on = bench();

describe('a server that is killed and started again', () => {
  it('is read to the end', async () => {
    const store = await on.opened();
    const ids = Array.from({ length: 3000 }, (_, at) => `d${String(at).padStart(5, '0')}`);
    await store.write(ids.map((id) => insert('c', id)));
    const seen: Buffer[] = [];
    let back: Promise<void> | undefined;
    for await (const batch of store.scan('c')) {
      seen.push(...batch.map(({ bytes }) => Buffer.from(bytes)));
      if (back === undefined) {
        await on.set.kill(0);
        back = on.set.restart(0);
      }
    }
    await back;
    expect(seen).toEqual(ids.map((id) => documentOf(id)));
  });

  it('gets everything once', async () => {
    const store = await on.opened();
    await prepare(store);
    const lease = await taken(store);
    const results: string[] = [];
    let back: Promise<void> | undefined;
    for (let at = 0; at < 20; at += 1) {
      const ids = Array.from({ length: 50 }, (_, of) => `x${at}-${of}`);
      const writing = store.write(
        ids.map((id) => insert('many', id)),
        lease,
      );
      if (at === 10) {
        await on.set.kill(0);
        back = on.set.restart(0);
      }
      results.push(...(await writing));
    }
    await back;
    expect(new Set(results)).toEqual(new Set(['written']));
    expect(await store.count('many')).toBe(1000);
  });
});

describe('a server that stays away', () => {
  const short = { patience: { outage: 800, conflict: 800 } };
  const unreachable = { code: 'store.unreachable', hint: expect.stringContaining('acknowledged') };

  it('ends a command in bounded time, and not before', async () => {
    const store = await on.throughProxy({ ...short, uri: { serverSelectionTimeoutMS: '500' } });
    await prepare(store);
    await on.proxy.refuse();
    for (const doing of [
      () => store.write(allKinds),
      () => everything(store.list('c')),
      () => store.collections(),
      () => store.lease('target#0', currentHolder('run-1')),
    ]) {
      const begun = performance.now();
      await expect(doing()).rejects.toMatchObject(unreachable);
      expect(performance.now() - begun).toBeGreaterThan(700);
      expect(performance.now() - begun).toBeLessThan(8000);
    }
    await on.proxy.heal();
    expect(await store.write(allKinds)).toEqual(allWritten);
  });

  it('in part, so that a majority acknowledges nothing, is not taken for one that did', async () => {
    const store = await on.opened(short);
    await prepare(store);
    const writeConcernError = { code: 64, errmsg: 'waiting for replication timed out' };
    await on.set.failCommand({ failCommands: ['commitTransaction'], mode: 'alwaysOn', writeConcernError });
    await expect(store.write(allKinds)).rejects.toMatchObject({ code: 'store.unreachable' });
  });

  it('and may have made the last commit is told so', async () => {
    const store = await on.throughProxy({ ...short, uri: { serverSelectionTimeoutMS: '500' } });
    await prepare(store);
    const cut = on.proxy.cutAfter(0, 'fromServer', 'commitTransaction').then(() => on.proxy.refuse());
    const writing = store.write(allKinds);
    const failing = expect(writing).rejects.toMatchObject({
      code: 'store.unreachable',
      message: expect.stringContaining('is not known'),
    });
    await cut;
    await failing;
    await on.proxy.heal();
    expect(await everything(store.list('c'))).toEqual(afterwards);
  });

  it('since it is frozen, is given up too, and used again when it goes on', async () => {
    const store = await on.opened({
      ...short,
      uri: { socketTimeoutMS: '700', connectTimeoutMS: '700', serverSelectionTimeoutMS: '500' },
    });
    await prepare(store);
    on.set.freeze();
    try {
      const begun = performance.now();
      await expect(store.read('c', ['a'])).rejects.toMatchObject(unreachable);
      await expect(store.write(allKinds)).rejects.toMatchObject({ code: 'store.unreachable' });
      expect(performance.now() - begun).toBeLessThan(20_000);
    } finally {
      on.set.thaw();
    }
    expect(await store.read('c', ['put'])).toEqual([undefined]);
    expect(await store.write(allKinds)).toEqual(allWritten);
  });

  it('does not keep a store from being closed', async () => {
    const store = await on.opened({ uri: { socketTimeoutMS: '20000' } });
    await prepare(store);
    on.set.freeze();
    try {
      const begun = performance.now();
      await store.close();
      expect(performance.now() - begun).toBeLessThan(5000);
    } finally {
      on.set.thaw();
    }
  });

  it('from the start is not waited for longer than asked', async () => {
    await on.proxy.refuse();
    const begun = performance.now();
    await expect(on.throughProxy({ uri: { serverSelectionTimeoutMS: '300' } })).rejects.toMatchObject({
      code: 'store.unreachable',
      place: `mongodb://${on.proxy.host}/${on.name}`,
    });
    expect(performance.now() - begun).toBeLessThan(4000);
  });
});
