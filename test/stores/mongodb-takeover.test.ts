import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documentOf, everything, insert } from './conformance.ts';
import { allKinds, bench, prepare, taken } from './mongodb-bench.ts';

const on = bench();

describe('a takeover of the lease', () => {
  const expire = (): Promise<unknown> =>
    on.beside
      .db(on.name)
      .collection<{ _id: string }>('migration_leases')
      .updateOne({ _id: 'target#0' }, { $set: { expires: new Date(0) } });

  it('ends the transaction that its former holder has under way', async () => {
    const zombie = await on.opened({ uri: { appName: 'zombie' } });
    await prepare(zombie);
    const elsewhere = { host: 'elsewhere', pid: 1, startedAt: '1', run: 'run-0' };
    const lost = await zombie.lease('target#0', elsewhere);
    if ('heldBy' in lost) throw new Error('held');
    const failCommands = ['commitTransaction'];
    await on.set.failCommand({ failCommands, mode: 'alwaysOn', blockMilliseconds: 2000, appName: 'zombie' });
    const writing = zombie.write(allKinds, lost);
    const failing = expect(writing).rejects.toMatchObject({ code: 'store.locked' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await expire();
    const store = await on.opened();
    const lease = await taken(store, 'run-1');
    expect(await store.write([insert('c', 'inserted')], lease)).toEqual(['written']);
    await failing;
    expect((await everything(store.list('c'))).map(String)).toEqual(
      ['a', 'b', 'inserted', 'p'].map((id) => String(documentOf(id))),
    );
  });

  it('is waited for by the transaction that is committed first, and seen by the next', async () => {
    const [first, second] = [await on.opened(), await on.opened()];
    const elsewhere = { host: 'elsewhere', pid: 1, startedAt: '1', run: 'run-0' };
    const lost = await first.lease('target#0', elsewhere);
    if ('heldBy' in lost) throw new Error('held');
    let written = 0;
    const writing = (async () => {
      for (;;) written += (await first.write([insert('c', `d${written}`)], lost)).length;
    })();
    const failing = expect(writing).rejects.toMatchObject({ code: 'store.locked' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expire();
    await taken(second);
    const before = await second.count('c');
    await failing;
    expect(await second.count('c')).toBe(before);
    expect(before).toBe(written);
  });

  it('from a process that was killed inside a transaction takes no time', async () => {
    const store = await on.opened();
    await store.ensure('c', []);
    const child = started(on.set.uri(on.name, { appName: 'child' }), 'run-0', '20');
    try {
      await once(child.stdout, 'data');
      const failCommands = ['commitTransaction', 'abortTransaction'];
      await on.set.failCommand({ failCommands, mode: 'alwaysOn', closeConnection: true, appName: 'child' });
      child.stdin.write('write\n');
      await inTransaction();
    } finally {
      child.kill('SIGKILL');
    }
    await once(child, 'close');
    await on.set.clearFailCommand();
    const begun = performance.now();
    const lease = await taken(store);
    const ids = Array.from({ length: 20 }, (_, at) => `d${at}`);
    const results = await store.write(
      ids.map((id) => insert('c', id)),
      lease,
    );
    expect(new Set(results)).toEqual(new Set(['written']));
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(await store.count('c')).toBe(20);
  });

  /** Waits until a transaction is open on the server that has written, and does nothing. */
  async function inTransaction(): Promise<void> {
    for (;;) {
      const { transactions } = await on.set.admin((admin) => admin.command({ serverStatus: 1 }));
      if (transactions.currentInactive > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});

function started(...args: readonly string[]): ChildProcessByStdio<Writable, Readable, null> {
  const script = fileURLToPath(new URL('./mongodb-child.mjs', import.meta.url));
  return spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}
