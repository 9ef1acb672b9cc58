import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Lease, type LeaseHolder, openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { insert } from './conformance.ts';

const elsewhere = (run: string): LeaseHolder => ({ host: 'elsewhere', pid: 1, startedAt: '1', run });

let directory: string;
let store: TargetStore;
let now: number;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'embedded-'));
  now = 1_700_000_000_000;
  store = await openEmbedded(directory, { create: true, now: () => now });
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

async function take(run: string): Promise<Lease | undefined> {
  const lease = await store.lease('target#0', elsewhere(run));
  return 'heldBy' in lease ? undefined : lease;
}

describe('a lease held on another machine', () => {
  it('is kept for 15 seconds', async () => {
    await take('first');
    now += 14_999;
    expect(await take('second')).toBeUndefined();
    now += 1;
    expect(await take('second')).toBeDefined();
  });

  it('is kept on by renewing', async () => {
    const first = await take('first');
    for (let seconds = 0; seconds < 60; seconds += 5) {
      now += 5000;
      expect(await first?.renew()).toBe(true);
    }
    now += 14_999;
    expect(await take('second')).toBeUndefined();
  });

  it('may still be renewed and written with after its time while nobody has taken it', async () => {
    const first = await take('first');
    now += 60_000;
    expect(await store.write([insert('c', 'a')], first)).toEqual(['written']);
    expect(await first?.renew()).toBe(true);
    expect(await take('second')).toBeUndefined();
  });

  it('is lost for good once another one has it, even when that one has ended', async () => {
    const first = await take('first');
    now += 15_000;
    const second = await take('second');
    expect(second?.token).toBe((first?.token ?? 0) + 1);
    expect(await first?.renew()).toBe(false);
    await first?.release();
    expect(await second?.renew()).toBe(true);
    await second?.release();
    expect(await first?.renew()).toBe(false);
    await expect(store.write([insert('c', 'a')], first)).rejects.toMatchObject({ code: 'store.locked' });
    expect(await store.count('c')).toBe(0);
  });

  it('says nothing about leases of other names', async () => {
    const first = await take('first');
    const other = await store.lease('target#1', elsewhere('second'));
    expect(other).toMatchObject({ name: 'target#1', token: 1 });
    expect(await first?.renew()).toBe(true);
  });
});
