import type { OperationResult } from '../port.ts';
import { duplicateKey } from './failure.ts';
import { passFence } from './fence.ts';
import { refusal } from './refusal.ts';
import { persist } from './retry.ts';
import { decideAll, Rejection, type Sending, send } from './send.ts';
import { refused } from './statement.ts';
import type { Task, Writing } from './together.ts';
import { transact } from './transaction.ts';

/** Throws `store.refused` for what cannot be done without a transaction, which is all but inserts. */
export function checkOutside({ connection }: Writing, tasks: readonly Task[]): void {
  const other = tasks.find(({ operation }) => operation.kind !== 'insert');
  if (other === undefined) return;
  const hint = 'make the collection without the option capped';
  throw refused(
    other.operation,
    'documents of a capped collection cannot be changed',
    connection.label,
    hint,
  );
}

/**
 * Inserts into collections that take no transactions, which are capped ones, document by document and in their order.
 * The lease is checked before and not together with the writes.
 */
export async function insertOutside(
  writing: Writing,
  tasks: readonly Task[],
  results: OperationResult[],
): Promise<void> {
  const { connection, lease } = writing;
  const work = { what: 'writing', place: connection.label };
  if (lease !== undefined) {
    await transact(connection, writing.session, work, () => passFence(connection, writing.session, lease));
  }
  let tried = false;
  await persist(connection, work, async () => {
    const decided = await decideAll(connection, tasks, { lookAtAll: true, unsettled: tried });
    tried = true;
    for (const [at, result] of decided.results) results[at] = result;
    for (const sending of decided.sendings) await insertOne(writing, sending, results);
  });
}

async function insertOne(
  { connection }: Writing,
  sending: Sending,
  results: OperationResult[],
): Promise<void> {
  try {
    await send(connection, [sending]);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const { task } = error;
    if (error.error.code !== duplicateKey) throw refusal(task.operation, error.error, connection.label);
    results[task.at] = 'conflict';
  }
}
