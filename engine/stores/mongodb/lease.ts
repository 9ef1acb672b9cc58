import type { Binary, ClientSession, Document } from 'mongodb';
import { provablyDead } from '../holder.ts';
import type { Lease, LeaseHolder } from '../port.ts';
import { type Claimed, type Share, sharesOverlap } from '../share.ts';
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
  readonly _id: string;
  /** What it is a lease of. */
  readonly of?: { readonly name: string; readonly share?: Share };
  readonly token: number;
  readonly holder: LeaseHolder | null;
  /** Session of the holder's transactions on the server. */
  readonly session: Binary | null;
  readonly expires: Date;
  /** Milliseconds until it expires by the server's clock. */
  readonly left: number;
}

const renewed = { $add: ['$$NOW', leaseMilliseconds] };

/** Somebody else has changed a lease meanwhile. */
class Overtaken extends Error {}

/**
 * Takes a lease: free, released, expired, or left by a process that is provably dead. So must be all that overlap with
 * it, and whoever held them has lost them. Transactions that former holders have left on the server are ended. `ended`
 * is told when the lease is released.
 */
export async function takeLease(
  connection: Connection,
  claim: Claimed,
  holder: LeaseHolder,
  ended: (lease: Lease) => void,
): Promise<HeldLease | { readonly heldBy: LeaseHolder }> {
  const session = connection.client.startSession();
  for (;;) {
    const { records, times } = await findLeases(connection, claim);
    const held = records.find((one) => one.holder && one.left > 0 && !provablyDead(one.holder));
    if (held?.holder) {
      await session.endSession();
      return { heldBy: held.holder };
    }
    for (const record of records) if (record.session) await endTransactions(connection, record.session);
    const former = records.find(({ _id }) => _id === claim.id);
    const lost = records.filter((one) => one !== former && one.holder);
    const next = { claim, holder, token: (former?.token ?? 0) + 1 };
    if (await replaceLeases(connection, session, { former, lost, times }, next)) {
      return heldLease(connection, session, claim.id, next.token, ended);
    }
  }
}

/** Leases as they were read. */
interface Found {
  /** The lease itself, if it was ever taken, and the others that overlap with it. */
  readonly records: readonly LeaseRecord[];
  /** How often leases of this name were taken; undefined for never. */
  readonly times: number | undefined;
}

async function findLeases(connection: Connection, claim: Claimed): Promise<Found> {
  const { id, name, share } = claim;
  const pipeline = [
    {
      $match: { $or: [{ _id: { $eq: id } }, { 'of.name': { $eq: name } }, { _id: { $eq: countId(name) } }] },
    },
    { $set: { left: { $subtract: ['$expires', '$$NOW'] } } },
  ];
  const found = await persist(connection, workOn(connection, 'reading a lease'), () =>
    leasesOf(connection).aggregate(pipeline).toArray(),
  );
  const records = found.filter(({ _id }) => typeof _id === 'string') as unknown as readonly LeaseRecord[];
  return {
    records: records.filter(({ _id, of }) => _id === id || sharesOverlap(of?.share, share)),
    times: found.find(({ _id }) => typeof _id !== 'string')?.times,
  };
}

function overtaken(error: unknown): never {
  throw isServerError(error, duplicateKey) ? new Overtaken() : error;
}

/** Puts a new holder in place of what was read, and nobody in place of `lost`; false where somebody was faster. */
async function replaceLeases(
  connection: Connection,
  session: ClientSession,
  read: {
    readonly former: LeaseRecord | undefined;
    readonly lost: readonly LeaseRecord[];
    readonly times: number | undefined;
  },
  next: { readonly claim: Claimed; readonly holder: LeaseHolder; readonly token: number },
): Promise<boolean> {
  const { former, lost, times } = read;
  const leases = leasesOf(connection);
  const { holder, token } = next;
  const { id: _id, name, share } = next.claim;
  const { id } = session.id ?? { id: null };
  const of = share === undefined ? { name } : { name, share };
  const set = { of, token, expires: renewed, holder: { $literal: holder }, session: { $literal: id } };
  const work = workOn(connection, 'taking a lease');
  return transact(connection, session, work, async (unsettled) => {
    if (unsettled && (await isOurs(connection, session, _id, token))) return true;
    await countTaking(connection, session, name, times);
    for (const record of lost) {
      const filter = { _id: record._id, ...asRead(record) } as Document;
      const freed = await leases.updateOne(filter, { $set: { holder: null, session: null } }, { session });
      if (freed.matchedCount === 0) throw new Overtaken();
      await leases.updateOne(
        { _id: fenceId(record._id) } as Document,
        { $set: { token: 0 } },
        { session, upsert: true },
      );
    }
    const filter = { _id, ...asRead(former) } as Document;
    const taken = await leases
      .updateOne(filter, [{ $set: set }], { session, upsert: former === undefined })
      .catch(overtaken);
    if (taken.matchedCount + taken.upsertedCount === 0) throw new Overtaken();
    const fence = { _id: fenceId(_id) } as Document;
    await leases.updateOne(fence, { $set: { token } }, { session, upsert: true });
    return true;
  }).catch((error) => {
    if (error instanceof Overtaken) return false;
    throw error;
  });
}

/** Holds for a record that nobody has changed since it was read. */
function asRead(record: LeaseRecord | undefined): Document {
  return record === undefined
    ? { token: { $exists: false } }
    : { token: record.token, expires: record.expires };
}

/**
 * Counts that a lease of the name is taken, unless another one was since they were read: of those who take two that
 * overlap only one gets through, though they write to different records.
 */
async function countTaking(
  connection: Connection,
  session: ClientSession,
  name: string,
  times: number | undefined,
): Promise<void> {
  const filter = { _id: countId(name), times: times ?? { $exists: false } } as Document;
  const counted = await leasesOf(connection)
    .updateOne(filter, { $inc: { times: 1 } }, { session, upsert: times === undefined })
    .catch(overtaken);
  if (counted.matchedCount + counted.upsertedCount === 0) throw new Overtaken();
}

/** Id of the record that counts how often leases of a name were taken. */
function countId(name: string): Document {
  return { taken: name };
}

async function isOurs(
  connection: Connection,
  session: ClientSession,
  lease: string,
  token: number,
): Promise<boolean> {
  const { id } = session.id ?? { id: null };
  const filter = { _id: lease, token, session: id } as Document;
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
