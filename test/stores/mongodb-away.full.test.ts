import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTarget, StoreFailure, type TargetStore } from '../../engine/stores/index.ts';
import { type ReplicaSet, startReplicaSet } from '../server/replica-set.ts';
import { documentOf, everything, insert } from './conformance.ts';

let set: ReplicaSet;
let store: TargetStore;

afterEach(async () => {
  set.thaw();
  await store.close();
  await set.stop();
});

async function begin(nodes: number): Promise<void> {
  set = await startReplicaSet({ nodes });
  store = await openTarget(set.uri('own'), { create: true });
  await store.write(['a', 'b'].map((id) => insert('c', id)));
}

/** What a piece of work ends with, and how long it took. */
async function ended(work: Promise<unknown>): Promise<{ readonly error: unknown; readonly seconds: number }> {
  const began = performance.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, seconds: (performance.now() - began) / 1000 };
}

describe('a server of one node', () => {
  beforeEach(() => begin(1));

  it('that is killed for good is told as unreachable within some minutes', async () => {
    await set.kill(0);
    const work = [
      store.read('c', ['a']),
      store.write([insert('c', 'x')]),
      store.count('c'),
      store.collections(),
      everything(store.list('c')),
    ];
    for (const { error, seconds } of await Promise.all(work.map(ended))) {
      expect(error).toBeInstanceOf(StoreFailure);
      expect(error).toMatchObject({ code: 'store.unreachable' });
      expect(seconds).toBeLessThan(120);
    }
  });

  it('that is frozen for good is told as unreachable within some minutes', async () => {
    set.freeze();
    for (const { error, seconds } of await Promise.all(
      [store.read('c', ['a']), store.write([insert('c', 'x')])].map(ended),
    )) {
      expect(error).toMatchObject({ code: 'store.unreachable' });
      expect(seconds).toBeLessThan(240);
    }
    set.thaw();
    expect(await store.read('c', ['a'])).toEqual([documentOf('a')]);
  });

  it('that is frozen for some seconds costs only time', async () => {
    set.freeze();
    const work = store.write([insert('c', 'x')]);
    await sleep(4_000);
    set.thaw();
    expect(await work).toEqual(['written']);
    expect(await store.count('c')).toBe(3);
  });

  it('that is killed and started again goes on, and has all that was acknowledged', async () => {
    const written: string[] = [];
    let open = true;
    const writing = (async () => {
      for (let at = 0; open; at += 1) {
        expect(await store.write([insert('c', `w${at}`)])).toEqual(['written']);
        written.push(`w${at}`);
      }
    })();
    for (let round = 0; round < 3; round += 1) {
      const before = written.length;
      while (written.length < before + 30) await sleep(5);
      await set.kill(0);
      await sleep(500);
      await set.restart(0);
    }
    const before = written.length;
    while (written.length < before + 30) await sleep(5);
    open = false;
    await writing;
    const documents = await store.read('c', written);
    expect(documents).toEqual(written.map((id) => documentOf(id)));
    expect(await store.count('c')).toBe(2 + written.length);
  });

  it.each([
    'find',
    'insert',
    'commitTransaction',
  ])('that never gets over a failure of %s is unreachable', async (command) => {
    await set.failCommand({ failCommands: [command], mode: 'alwaysOn', errorCode: 10107, appName: 'drawer' });
    const work = command === 'find' ? store.read('c', ['a']) : store.write([insert('c', 'late')]);
    const { error, seconds } = await ended(work);
    expect(error).toMatchObject({ code: 'store.unreachable', place: expect.stringContaining('/own') });
    expect(seconds).toBeLessThan(120);
    await set.clearFailCommand();
    expect(await store.count('c')).toBeGreaterThanOrEqual(2);
  });
});

describe('a set of three nodes', () => {
  beforeEach(() => begin(3));

  it('that loses its primary again and again loses nothing that was acknowledged', async () => {
    const written: string[] = [];
    let open = true;
    const writing = (async () => {
      for (let at = 0; open; at += 1) {
        const ids = [`w${at}-0`, `w${at}-1`];
        expect(await store.write(ids.map((id) => insert('c', id)))).toEqual(['written', 'written']);
        written.push(...ids);
      }
    })();
    for (let round = 0; round < 2; round += 1) {
      const before = written.length;
      while (written.length < before + 40) await sleep(5);
      const primary = await set.waitForPrimary();
      await set.kill(primary);
      const after = written.length;
      while (written.length < after + 20) await sleep(5);
      await set.restart(primary);
      await set.waitForPrimary();
    }
    open = false;
    await writing;
    expect(await store.read('c', written)).toEqual(written.map((id) => documentOf(id)));
    expect(await store.count('c')).toBe(2 + written.length);
  });
});
