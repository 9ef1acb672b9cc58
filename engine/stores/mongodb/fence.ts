import type { ClientSession, Collection, Document } from 'mongodb';
import { type Lease, StoreFailure } from '../port.ts';
import type { Connection } from './connection.ts';

/** Collection with the leases; `collections()` leaves it out, as leases are the store's own affair. */
export const leasesCollection = 'migration_leases';

/** The leases of a database: per name one record of who holds it, and one fence. */
export function leasesOf({ db }: Connection): Collection<Document> {
  return db.collection(leasesCollection);
}

/**
 * Id of a lease's fence: the record that is written to by every transaction under the lease, and by a takeover, so that
 * the server lets only one of them through. It is apart from the record of the holder, whose renewals would otherwise
 * be in the way of transactions.
 */
export function fenceId(name: string): Document {
  return { fence: name };
}

/**
 * Writes to the fence in the transaction that writes documents: throws `store.locked` unless the lease is still the
 * holder's; whoever takes it over meanwhile ends the transaction.
 */
export async function passFence(connection: Connection, session: ClientSession, lease: Lease): Promise<void> {
  const filter = { _id: fenceId(lease.name), token: lease.token } as Document;
  const { matchedCount } = await leasesOf(connection).updateOne(filter, { $inc: { writes: 1 } }, { session });
  if (matchedCount === 1) return;
  throw new StoreFailure('store.locked', `the lease ${lease.name} was taken over; nothing was written`, {
    place: connection.label,
    hint: 'another run is at work on this target; run the command again when it has ended',
  });
}
