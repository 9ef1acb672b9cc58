import { setTimeout } from 'node:timers/promises';
import { type ClientSession, MongoError, type TransactionOptions } from 'mongodb';
import { StoreFailure } from '../port.ts';
import { type Connection, durable } from './connection.ts';
import { isServerError, remedyOf, tooLargeForCache, type Work } from './failure.ts';
import { persist } from './retry.ts';

const commitDelay = 100;

/** Of documents: one state for all reads, an end that survives a failover (T26). */
const onDocuments: TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: durable,
  readPreference: 'primary',
};

/** Of collections and indexes, for which the server knows no snapshot. */
export const onCatalog: TransactionOptions = { ...onDocuments, readConcern: { level: 'local' } };

/** What a transaction brings is more than the cache of the server holds of it; nothing of it is written. */
export class TooMuch extends Error {
  constructor() {
    super('the transaction is too large for the cache of the server');
  }
}

/**
 * Runs `body` in a transaction of the session, again if others were in the way or the server went away. All tries are
 * of one session, so that a new one ends what an earlier one may have left on the server. `body` learns whether the
 * outcome of an earlier try is unknown (T25): then it has to look for its own writes before it decides.
 * Throws `StoreFailure`, {@link TooMuch} and what `body` throws; nothing is written then, except where the failure
 * says otherwise.
 */
export async function transact<T>(
  connection: Connection,
  session: ClientSession,
  work: Work,
  body: (unsettled: boolean) => Promise<T>,
  options: TransactionOptions = onDocuments,
): Promise<T> {
  let unsettled = false;
  return persist(connection, work, async () => {
    session.startTransaction(options);
    try {
      const result = await body(unsettled);
      await commit(connection, session, work, () => {
        unsettled = true;
      });
      return result;
    } catch (error) {
      await giveUp(session);
      throw isServerError(error, tooLargeForCache) ? new TooMuch() : error;
    }
  });
}

/** Ends a transaction without its writes. Where the server does not hear it, it ends it by itself after a minute. */
async function giveUp(session: ClientSession): Promise<void> {
  if (!session.inTransaction()) return;
  await session.abortTransaction().catch(() => undefined);
}

/** Asks for the commit until it is known to be there or to be gone. */
async function commit(
  connection: Connection,
  session: ClientSession,
  { what, place }: Work,
  unknown: () => void,
): Promise<void> {
  let failedFirst: number | undefined;
  for (;;) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      // Whatever the last answer was: the driver asks twice, and of the first it may have heard none.
      unknown();
      if (!isUnknown(error)) throw error;
      failedFirst ??= performance.now();
      if (performance.now() - failedFirst >= connection.patience.outage) {
        throw new StoreFailure(
          'store.unreachable',
          `${what}: whether the last batch was written is not known`,
          {
            place,
            hint: 'run the command again when the server answers; what was written is found there',
          },
        );
      }
      await setTimeout(commitDelay);
    }
  }
}

function isUnknown(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  if (error.hasErrorLabel('UnknownTransactionCommitResult')) return true;
  return remedyOf(error) !== 'none' && !error.hasErrorLabel('TransientTransactionError');
}
