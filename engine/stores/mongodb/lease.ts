import type { Binary, ClientSession, Document } from 'mongodb';
import { provablyDead } from '../holder.ts';
import type { Lease, LeaseHolder } from '../port.ts';
import { type Connection, durable } from './connection.ts';
import { duplicateKey, isServerError } from './failure.ts';
import { fenceId, leasesOf } from './fence.ts';
import { persist } from './retry.ts';
import { transact } from './transaction.ts';
import { Turns } from './turns.ts';

/** A lease that was not renewed for this many milliseconds by the server's clock may be taken by anyone (design §8). */
export const leaseMilliseconds = 15_000;

/** A lease as this process holds it: the session that all writes under it are made in, one after another. */
export interface HeldLease {
  readonly lease: Lease;
  readonly session: ClientSession;
  readonly turns: Turns;
}

/** The record of a lease. It stays after its release, so that tokens never repeat. */
interface LeaseRecord {
  readonly token: number;
  readonly holder: LeaseHolder | null;
  /** Session of the holder's transactions on the server. */
  readonly session: Binary | null;
  readonly expires: Date;
  /** Milliseconds until it expires by the server's clock. */
  readonly left: number;
}

const renewed = { $add: ['$$NOW', leaseMilliseconds] };

/**
 * Takes the lease of that name: free, released, expired, or left by a process that is provably dead. Transactions
 * that the former holder has left on the server are ended. `ended` is told when the lease is released.
 */
export async function takeLease(
  connection: Connection,
  name: string,
  holder: LeaseHolder,
  ended: (lease: Lease) => void,
): Promise<HeldLease | { readonly heldBy: LeaseHolder }> {
  const session = connection.client.startSession();
  for (;;) {
    const record = await findLease(connection, name);
    if (record?.holder && record.left > 0 && !provablyDead(record.holder)) {
      await session.endSession();
      return { heldBy: record.holder };
    }
    if (record?.session) await endTransactions(connection, record.session);
    const token = (record?.token ?? 0) + 1;
    if (await replaceLease(connection, session, name, record, { holder, token })) {
      return heldLease(connection, session, name, token, ended);
    }
  }
}

async function findLease(connection: Connection, name: string): Promise<LeaseRecord | undefined> {
  const pipeline = [
    { $match: { _id: { $eq: name } } },
    { $set: { left: { $subtract: ['$expires', '$$NOW'] } } },
  ];
  const [found] = await persist(connection, workOn(connection, 'reading a lease'), () =>
    leasesOf(connection).aggregate(pipeline).toArray(),
  );
  return found as LeaseRecord | undefined;
}

/** Somebody else has made the first record of a lease. */
class Overtaken extends Error {}

function overtaken(error: unknown): never {
  throw isServerError(error, duplicateKey) ? new Overtaken() : error;
}

/** Puts a new holder in place of what was read; false where somebody was faster. */
async function replaceLease(
  connection: Connection,
  session: ClientSession,
  name: string,
  record: LeaseRecord | undefined,
  { holder, token }: { readonly holder: LeaseHolder; readonly token: number },
): Promise<boolean> {
  const leases = leasesOf(connection);
  const unchanged =
    record === undefined ? { token: { $exists: false } } : { token: record.token, expires: record.expires };
  const filter = { _id: name, ...unchanged } as Document;
  const { id } = session.id ?? { id: null };
  const set = { token, expires: renewed, holder: { $literal: holder }, session: { $literal: id } };
  const work = workOn(connection, 'taking a lease');
  return transact(connection, session, work, async (unsettled) => {
    if (unsettled && (await isOurs(connection, session, name, token))) return true;
    const taken = await leases
      .updateOne(filter, [{ $set: set }], { session, upsert: record === undefined })
      .catch(overtaken);
    if (taken.matchedCount + taken.upsertedCount === 0) return false;
    const fence = { _id: fenceId(name) } as Document;
    await leases.updateOne(fence, { $set: { token } }, { session, upsert: true });
    return true;
  }).catch((error) => {
    if (error instanceof Overtaken) return false;
    throw error;
  });
}

async function isOurs(
  connection: Connection,
  session: ClientSession,
  name: string,
  token: number,
): Promise<boolean> {
  const { id } = session.id ?? { id: null };
  const filter = { _id: name, token, session: id } as Document;
  return (await leasesOf(connection).findOne(filter, { session })) !== null;
}

function heldLease(
  connection: Connection,
  session: ClientSession,
  name: string,
  token: number,
  ended: (lease: Lease) => void,
): HeldLease {
  const leases = leasesOf(connection);
  const turns = new Turns();
  const own = { _id: name, token, holder: { $ne: null } } as Document;
  const lease: Lease = {
    name,
    token,
    async renew() {
      const { matchedCount } = await persist(connection, workOn(connection, 'renewing a lease'), () =>
        leases.updateOne(own, [{ $set: { expires: renewed } }], { writeConcern: durable }),
      );
      return matchedCount === 1;
    },
    release: () =>
      turns.take(async () => {
        if (session.hasEnded) return;
        await transact(connection, session, workOn(connection, 'releasing a lease'), async () => {
          const freed = await leases.updateOne(own, { $set: { holder: null, session: null } }, { session });
          if (freed.matchedCount === 0) return;
          const fence = { _id: fenceId(name), token } as Document;
          await leases.updateOne(fence, { $set: { token: 0 } }, { session });
        });
        ended(lease);
        await session.endSession();
      }),
  };
  return { lease, session, turns };
}

/** Ends what a former holder has not finished; without the right to do so it ends after a minute by itself. */
async function endTransactions({ db }: Connection, id: Binary): Promise<void> {
  await db.command({ killSessions: [{ id }] }).catch(() => undefined);
}

function workOn(connection: Connection, what: string): { readonly what: string; readonly place: string } {
  return { what, place: connection.label };
}
