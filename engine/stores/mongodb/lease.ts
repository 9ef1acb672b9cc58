import type { ClientSession, Collection, Db, Document } from 'mongodb';
import { provablyDead } from '../holder.ts';
import { type Lease, type LeaseHolder, StoreFailure } from '../port.ts';
import { codeOf } from './failure.ts';
import { retried } from './retry.ts';

/** A lease that was not renewed for this many milliseconds, by the server's clock, may be taken by anyone (design §8). */
const leaseMilliseconds = 15_000;

/** Where leases are kept; no collection that the store lists. */
export const leases = 'migration_leases';

interface LeaseRecord extends Document {
  readonly _id: string;
  readonly token: number;
  readonly holder: LeaseHolder | null;
  /** True if it had expired when it was read, by the server's clock. */
  readonly expired?: boolean;
}

/** Takes the lease of that name: free, released, expired, or left by a process that is provably dead. */
export async function takeLease(
  db: Db,
  name: string,
  holder: LeaseHolder,
  place: string,
): Promise<Lease | { readonly heldBy: LeaseHolder }> {
  return retried('taking a lease', place, async () => {
    for (;;) {
      const found = await readLease(db, name);
      const current = found?.holder;
      if (found !== undefined && current && found.expired !== true && !provablyDead(current))
        return { heldBy: current };
      const token = (found?.token ?? 0) + 1;
      if (await put(db, name, found?.token, token, holder)) return held(db, name, token, place);
    }
  });
}

/** In the transaction that writes: throws `store.locked` unless the lease is still held; a takeover meets this write. */
export async function checkLease(db: Db, lease: Lease, session: ClientSession, place: string): Promise<void> {
  const found = await collectionOf(db).updateOne(
    { _id: lease.name, token: lease.token, holder: { $ne: null } },
    { $inc: { writes: 1 } },
    { session },
  );
  if (found.matchedCount === 1) return;
  throw new StoreFailure('store.locked', `the lease ${lease.name} was taken over; nothing was written`, {
    place,
    hint: 'another run is at work on this target; run the command again when it has ended',
  });
}

async function readLease(db: Db, name: string): Promise<LeaseRecord | undefined> {
  const [found] = await collectionOf(db)
    .aggregate<LeaseRecord>([
      { $match: { _id: name } },
      { $project: { token: 1, holder: 1, expired: { $lte: ['$expires', '$$NOW'] } } },
    ])
    .toArray();
  return found;
}

/** Puts the holder in, if the lease still is as it was read. */
async function put(
  db: Db,
  name: string,
  before: number | undefined,
  token: number,
  holder: LeaseHolder,
): Promise<boolean> {
  const next = [
    { $set: { token, holder: { $literal: { ...holder } }, expires: { $add: ['$$NOW', leaseMilliseconds] } } },
  ];
  try {
    const guard = before === undefined ? { token: { $exists: false } } : { token: before };
    const done = await collectionOf(db).updateOne({ _id: name, ...guard }, next, {
      upsert: before === undefined,
    });
    return done.matchedCount + done.upsertedCount === 1;
  } catch (error) {
    if (codeOf(error) === 11_000) return false;
    throw error;
  }
}

function held(db: Db, name: string, token: number, place: string): Lease {
  const update = (what: string, change: Document): Promise<boolean> =>
    retried(what, place, async () => {
      const done = await collectionOf(db).updateOne({ _id: name, token, holder: { $ne: null } }, [
        { $set: change },
      ]);
      return done.matchedCount === 1;
    });
  return {
    name,
    token,
    renew: () => update('renewing a lease', { expires: { $add: ['$$NOW', leaseMilliseconds] } }),
    async release() {
      await update('releasing a lease', { holder: null });
    },
  };
}

function collectionOf(db: Db): Collection<LeaseRecord> {
  return db.collection<LeaseRecord>(leases);
}
