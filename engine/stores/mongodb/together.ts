import type { ClientSession } from 'mongodb';
import { type Lease, type Operation, type OperationResult, StoreFailure } from '../port.ts';
import { unitsOf } from '../units.ts';
import type { Connection } from './connection.ts';
import { duplicateKey } from './failure.ts';
import { passFence } from './fence.ts';
import { isIdIndex, refusal } from './refusal.ts';
import { decideAll, Rejection, send, Unmatched } from './send.ts';
import { mostBytes } from './statement.ts';
import { TooMuch, transact } from './transaction.ts';

/** Where operations are written: a session of their own, and the lease that they are under. */
export interface Writing {
  readonly connection: Connection;
  readonly session: ClientSession;
  readonly lease: Lease | undefined;
}

/** One operation of a call, and where its result goes. */
export interface Task {
  readonly operation: Operation;
  readonly at: number;
}

/** What the tries so far have brought to light. */
interface Progress {
  /**
   * What the server guards by itself is looked for before it is sent: costs more than being told that something is not
   * as expected, as long as nothing is.
   */
  lookAtAll: boolean;
  /** Some of the operations may have been written without our knowing. */
  unsettled: boolean;
  /** So many bytes of documents go into one transaction, unless it is only one unit. */
  mostBytes: number;
}

/** Less than this is not tried of a server whose cache cannot hold a transaction. */
const leastBytes = 2 ** 20;

/** So often a put is tried again whose id others insert at the same moment (T20). */
const mostRaces = 20;

/**
 * Writes the tasks in one transaction with the check of the lease: what is stored is read in it and compared byte for
 * byte, and a change by others in between ends the transaction, which is then tried again. A task whose unique key is
 * taken is left out and the others are written without it (T24); what is too much for the cache of the server goes in
 * smaller transactions. Results go to `results`.
 */
export async function writeTogether(
  writing: Writing,
  tasks: readonly Task[],
  results: OperationResult[],
  progress: Progress = { lookAtAll: false, unsettled: false, mostBytes },
): Promise<void> {
  let pending = tasks;
  let races = 0;
  do {
    const outcome = await attempt(writing, pending, results, progress);
    if (outcome instanceof Unmatched) {
      progress.lookAtAll = true;
      continue;
    }
    if (outcome instanceof TooMuch) {
      if (progress.mostBytes <= leastBytes) throw beyondCache(writing.connection.label);
      progress.mostBytes = Math.floor(progress.mostBytes / 2);
      progress.unsettled = true;
      continue;
    }
    if (!(outcome instanceof Rejection)) {
      pending = outcome;
      continue;
    }
    const { task, error, before } = outcome;
    const { kind } = task.operation;
    if (error.code !== duplicateKey && kind === 'patch' && !progress.lookAtAll) {
      progress.lookAtAll = true;
    } else if (error.code !== duplicateKey) {
      throw refusal(task.operation, error, writing.connection.label);
    } else if (isIdIndex(error) && kind === 'put' && races < mostRaces) {
      races += 1;
    } else if (isIdIndex(error) && kind === 'insert' && !progress.lookAtAll) {
      progress.lookAtAll = true;
    } else {
      const units = unitsOf(pending, ({ operation }) => operation);
      const lost = units.find((unit) => unit.includes(task)) ?? [task];
      for (const { at } of lost) results[at] = 'conflict';
      // What went in before it will go in again: each further conflict then costs only what follows it.
      const sent = new Set(before);
      const again = units.filter((unit) => unit !== lost && unit.some((one) => sent.has(one))).flat();
      await writeTogether(writing, again, results, progress);
      const done = new Set([...lost, ...again]);
      pending = pending.filter((one) => !done.has(one));
    }
  } while (pending.length > 0);
}

/** Writes the tasks, as many as go into one transaction, and gives the others; or none and says which was turned down. */
async function attempt(
  { connection, session, lease }: Writing,
  tasks: readonly Task[],
  results: OperationResult[],
  progress: Progress,
): Promise<Rejection | Unmatched | TooMuch | readonly Task[]> {
  const work = { what: 'writing', place: connection.label };
  try {
    const { results: found, rest } = await transact(connection, session, work, async (unsettled) => {
      progress.unsettled ||= unsettled;
      if (lease !== undefined) await passFence(connection, session, lease);
      const decisions = await decideAll(connection, tasks, { ...progress, session });
      await send(connection, decisions.sendings, session);
      return decisions;
    });
    for (const [at, result] of found) results[at] = result;
    return rest;
  } catch (error) {
    if (error instanceof Rejection || error instanceof Unmatched || error instanceof TooMuch) return error;
    throw error;
  }
}

function beyondCache(label: string): StoreFailure {
  return new StoreFailure('store.refused', 'one document is more than the cache of the server holds', {
    place: label,
    hint: 'give the server a larger cache (--wiredTigerCacheSizeGB); nothing of this batch was written',
  });
}
