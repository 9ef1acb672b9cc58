import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  currentHolder,
  type Lease,
  openTarget,
  StoreFailure,
  type TargetStore,
} from '../../engine/stores/index.ts';
import { type FreshDatabase, freshDatabase } from '../server/database.ts';
import { insert } from './conformance.ts';

let database: FreshDatabase;
let mine: TargetStore;
let theirs: TargetStore;
const holder = currentHolder('run-1');
const stranger = { host: 'elsewhere', pid: 1, startedAt: '1', run: 'run-2' };

beforeEach(async () => {
  database = await freshDatabase();
  mine = await openTarget(database.uri, { create: true });
  theirs = await openTarget(database.uri, { create: true });
});
afterEach(async () => {
  await mine.close();
  await theirs.close();
  await database.drop();
});

async function take(store: TargetStore, who = holder): Promise<Lease> {
  const lease = await store.lease('target#0', who);
  if ('heldBy' in lease) throw new Error(`held by ${lease.heldBy.run}`);
  return lease;
}

/** Lets the lease's time be over, as if its holder had not renewed it. */
async function expire(): Promise<void> {
  const leases = database.db.collection<{ _id: string }>('migration_leases');
  const { matchedCount } = await leases.updateOne({ _id: 'target#0' }, [
    { $set: { expires: { $subtract: ['$$NOW', 1] } } },
  ]);
  expect(matchedCount).toBe(1);
}

describe('a lease on a MongoDB database', () => {
  it('fences: after somebody has taken it over, nothing of the former holder is written', async () => {
    const lease = await take(mine, stranger);
    let written = 0;
    let lost: unknown;
    const writing = (async () => {
      for (let at = 0; at < 10_000 && lost === undefined; at += 1) {
        const operations = Array.from({ length: 20 }, (_, n) => insert('c', `${at}-${n}`));
        try {
          written += (await mine.write(operations, lease)).length;
        } catch (error) {
          lost = error;
        }
      }
    })();
    while (written < 200) await new Promise((done) => setTimeout(done, 2));
    await expire();
    const next = await take(theirs);
    const atTakeover = await database.db.collection('c').countDocuments();
    await writing;
    expect(lost).toBeInstanceOf(StoreFailure);
    expect(lost).toMatchObject({ code: 'store.locked' });
    expect(await theirs.count('c')).toBe(atTakeover);
    expect(written).toBe(atTakeover);
    expect(await theirs.write([insert('c', 'mine')], next)).toEqual(['written']);
  });

  it('may be used by many writes at once, while it is renewed', async () => {
    const lease = await take(mine);
    const writes = Array.from({ length: 16 }, (_, at) =>
      mine.write(
        Array.from({ length: 20 }, (_, n) => insert('c', `${at}-${n}`)),
        lease,
      ),
    );
    const renewals = Array.from({ length: 8 }, () => lease.renew());
    expect(await Promise.all(renewals)).toEqual(renewals.map(() => true));
    expect((await Promise.all(writes)).flat().every((result) => result === 'written')).toBe(true);
    expect(await mine.count('c')).toBe(320);
  });
});
