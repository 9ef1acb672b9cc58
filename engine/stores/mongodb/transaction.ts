import { setTimeout as wait } from 'node:timers/promises';
import {
  type ClientSession,
  type MongoClient,
  MongoError,
  MongoNetworkError,
  MongoServerSelectionError,
} from 'mongodb';
import { failureOf, passes } from './failure.ts';

const options = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
} as const;

/** Waits between tries of a transaction: about half a minute in all. */
const waits = [5, 20, 50, 100, 250, 500, 1000, 2000, 4000, 8000, 14_000] as const;

/**
 * Runs `action` in a transaction, again from its beginning after a failure that passes. What was asked to commit is
 * asked again until the server says what became of it (T25, T26). `action` must be the same whenever it is run, and
 * what it gives with a `failure` is given up instead of committed.
 */
export async function inTransaction<T extends { readonly failure: unknown }>(
  client: MongoClient,
  what: string,
  place: string,
  action: (session: ClientSession) => Promise<T>,
): Promise<T> {
  for (const pause of [...waits, undefined]) {
    const session = client.startSession();
    try {
      session.startTransaction(options);
      const result = await action(session);
      if (result.failure === undefined) await commit(session);
      else await session.abortTransaction();
      return result;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      if (pause === undefined || !passes(error)) throw failureOf(error, what, place);
      await wait(pause);
    } finally {
      await session.endSession();
    }
  }
  throw new Error('unreachable');
}

/** Commits; while the outcome is unknown the same commit is sent again, which the server answers once it knows. */
async function commit(session: ClientSession): Promise<void> {
  for (const pause of [...waits, undefined]) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!isUnknown(error) || pause === undefined) throw error;
      await wait(pause);
    }
  }
}

/** A lost connection leaves the outcome unknown whether the driver has labelled the error so or not. */
function isUnknown(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  return error instanceof MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
}
