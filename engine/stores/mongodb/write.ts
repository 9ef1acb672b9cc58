import { idKey } from '../../bson/index.ts';
import type { Operation, OperationResult } from '../port.ts';
import { unitsOf } from '../units.ts';
import { checkOutside, insertOutside } from './outside.ts';
import { mostBytes, sizeOf } from './statement.ts';
import { type Task, type Writing, writeTogether } from './together.ts';

/** A transaction has at most so many operations. */
const mostOperations = 5000;

/**
 * Writes the operations, in one transaction if they fit into one, each with the check of the lease. One result per
 * operation. Operations on one document go in the order they are given, others in any. Collections of `capped` take no
 * transactions and are only added to.
 */
export async function writeOperations(
  writing: Writing,
  operations: readonly Operation[],
  capped: ReadonlySet<string> = new Set(),
): Promise<readonly OperationResult[]> {
  const results: OperationResult[] = [];
  const tasks = operations.map((operation, at): Task => ({ operation, at }));
  const outside = tasks.filter(({ operation }) => capped.has(operation.collection));
  const inside = tasks.filter(({ operation }) => !capped.has(operation.collection));
  checkOutside(writing, outside);
  if (tasks.length === 0 && writing.lease !== undefined) await writeTogether(writing, [], results);
  for (const portion of portions(inside)) await writeTogether(writing, portion, results);
  if (outside.length > 0) await insertOutside(writing, outside, results);
  return results;
}

/** Operations that go together: of bounded size, with no document twice; what is of one unit stays together. */
function* portions(all: readonly Task[]): Generator<readonly Task[]> {
  let tasks: Task[] = [];
  let documents = new Set<string>();
  let bytes = 0;
  for (const unit of unitsOf(all, ({ operation }) => operation)) {
    const names = unit.map(({ operation }) => JSON.stringify([operation.collection, idKey(operation.id)]));
    const size = unit.reduce((sum, { operation }) => sum + sizeOf(operation), 0);
    const full = bytes + size > mostBytes || tasks.length + unit.length > mostOperations;
    if (tasks.length > 0 && (full || names.some((name) => documents.has(name)))) {
      yield tasks;
      tasks = [];
      documents = new Set();
      bytes = 0;
    }
    tasks.push(...unit);
    for (const name of names) documents.add(name);
    bytes += size;
  }
  if (tasks.length > 0) yield tasks;
}
