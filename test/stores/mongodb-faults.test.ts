import { describe, expect, it } from 'vitest';
import { StoreFailure } from '../../engine/stores/index.ts';
import { documentOf, everything, insert } from './conformance.ts';
import { afterwards, allKinds, allWritten, bench, prepare, taken, transient } from './mongodb-bench.ts';
import { goesOnReading, goesOnWriting } from './mongodb-passing.ts';

const on = bench();

describe('reading goes on after', () => {
  it('a closed connection', () => goesOnReading(on, { closeConnection: true }));
});

describe('writing goes on, and writes once, after', () => {
  it.each([
    'find',
    'update',
    'insert',
    'delete',
    'commitTransaction',
  ])('a closed connection at %s', (command) => goesOnWriting(on, command, { closeConnection: true }));
  it.each(['insert', 'commitTransaction'])('a conflict at %s', (command) =>
    goesOnWriting(on, command, { errorCode: 112, ...transient }));

  it('a commit of which nobody hears, which the server has made', async () => {
    const store = await on.throughProxy();
    await prepare(store);
    const cut = on.proxy.cutAfter(0, 'fromServer', 'commitTransaction');
    expect(await store.write(allKinds)).toEqual(allWritten);
    expect(await cut).toBe(true);
    expect(await everything(store.list('c'))).toEqual(afterwards);
  });

  it('a commit of which nobody hears and which the server has forgotten', async () => {
    const store = await on.throughProxy();
    await prepare(store);
    const lease = await taken(store);
    const cut = on.proxy.cutAfter(0, 'fromServer', 'commitTransaction').then(() => on.proxy.refuse());
    const writing = store.write(allKinds, lease);
    await cut;
    expect(await on.beside.db(on.name).collection('c').countDocuments()).toBe(afterwards.length);
    const failCommands = ['commitTransaction'];
    await on.set.failCommand({ failCommands, mode: 'alwaysOn', errorCode: 251, ...transient });
    await on.proxy.heal();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await on.set.clearFailCommand();
    // Its own writes are found: none of them is taken for somebody else's.
    expect(await writing).toEqual(allWritten);
    expect(await everything(store.list('c'))).toEqual(afterwards);
  });

  it('a commit that never came to the server', async () => {
    const store = await on.throughProxy();
    await prepare(store);
    const cut = on.proxy.cutAfter(0, 'toServer', 'commitTransaction');
    expect(await store.write(allKinds)).toEqual(allWritten);
    expect(await cut).toBe(true);
    expect(await everything(store.list('c'))).toEqual(afterwards);
  });

  it('a change by others between the guard and the commit', async () => {
    const store = await on.opened({ uri: { appName: 'slow' } });
    await prepare(store);
    await on.set.failCommand({
      failCommands: ['update'],
      mode: { times: 1 },
      blockMilliseconds: 700,
      appName: 'slow',
    });
    const writing = store.write(allKinds);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const theirs = documentOf('a', { text: 'theirs' });
    await on.beside
      .db(on.name)
      .collection<{ _id: string }>('c')
      .updateOne({ _id: 'a' }, { $set: { text: 'theirs' } });
    expect(await writing).toEqual(['written', 'conflict', 'written', 'written', 'written']);
    expect(await store.read('c', ['a'])).toEqual([theirs]);
  });

  it('an outage while collections are arranged', async () => {
    const store = await on.opened();
    const commands = [
      'create',
      'createIndexes',
      'renameCollection',
      'drop',
      'listCollections',
      'commitTransaction',
    ];
    const effect = { failCommands: commands, mode: { times: 2 }, closeConnection: true } as const;
    await on.set.failCommand(effect);
    const indexes = [{ key: { client: 1 }, name: 'client_1', unique: true }];
    expect(await store.ensure('c', indexes)).toEqual([]);
    await store.write([insert('c', 'a')]);
    await on.set.failCommand(effect);
    await store.rename('c', 'd');
    expect(await everything(store.list('d'))).toEqual([documentOf('a')]);
    await on.set.failCommand(effect);
    await store.drop('d');
    await on.set.clearFailCommand();
    expect(await store.collections()).toEqual([]);
  });

  it('a renaming of which nobody hears', async () => {
    const store = await on.throughProxy();
    await store.write([insert('c', 'a')]);
    const cut = on.proxy.cutAfter(0, 'fromServer', 'renameCollection');
    await store.rename('c', 'd');
    expect(await cut).toBe(true);
    expect((await store.collections()).map((one) => one.name)).toEqual(['d']);
  });

  it('an outage while a lease is taken, renewed and released', async () => {
    const store = await on.throughProxy();
    const cut = on.proxy.cutAfter(0, 'fromServer', 'commitTransaction');
    const lease = await taken(store);
    expect(await cut).toBe(true);
    const late = on.proxy.cutAfter(0, 'fromServer', 'update');
    expect(await lease.renew()).toBe(true);
    expect(await late).toBe(true);
    const last = on.proxy.cutAfter(0, 'fromServer', 'commitTransaction');
    await lease.release();
    expect(await last).toBe(true);
    expect((await taken(store)).token).toBe(lease.token + 1);
  });

  it('an acknowledgement that a majority did not give in time', async () => {
    const store = await on.opened();
    const writeConcernError = { code: 64, errmsg: 'waiting for replication timed out' };
    const failCommands = ['commitTransaction', 'create', 'drop', 'update'];
    await on.set.failCommand({ failCommands, mode: { times: 2 }, writeConcernError });
    expect(await store.write([insert('c', 'a')])).toEqual(['written']);
    await on.set.failCommand({ failCommands, mode: { times: 2 }, writeConcernError });
    await store.drop('c');
    await on.set.clearFailCommand();
    expect(await store.collections()).toEqual([]);
  });
});

describe('errors of the server', () => {
  it.each([
    ['store.denied', 13, 'insert'],
    ['store.denied', 13, 'find'],
    ['store.denied', 8000, 'commitTransaction'],
    ['store.full', 14_031, 'insert'],
    ['store.full', 14_031, 'commitTransaction'],
    ['store.io', 8, 'insert'],
  ])('are told as %s: %i at %s', async (code, errorCode, command) => {
    const store = await on.opened();
    await prepare(store);
    await on.set.failCommand({ failCommands: [command], mode: 'alwaysOn', errorCode });
    const failing = store.write(allKinds);
    await expect(failing).rejects.toMatchObject({ code });
    await expect(failing).rejects.toBeInstanceOf(StoreFailure);
    await on.set.clearFailCommand();
    expect(await store.write(allKinds)).toEqual(allWritten);
  });

  it('that go on are given up after a while', async () => {
    const store = await on.opened({ patience: { conflict: 300, outage: 300 } });
    await prepare(store);
    await on.set.failCommand({ failCommands: ['insert'], mode: 'alwaysOn', errorCode: 112, ...transient });
    await expect(store.write(allKinds)).rejects.toMatchObject({ code: 'store.unreachable' });
    await on.set.clearFailCommand();
    expect(await store.count('c')).toBe(3);
  });
});
