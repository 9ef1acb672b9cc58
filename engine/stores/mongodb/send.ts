import type { ClientSession, Document } from 'mongodb';
import type { OperationResult } from '../port.ts';
import { unitsOf } from '../units.ts';
import { addition } from './addition.ts';
import { type Connection, runDurably } from './connection.ts';
import { tooLargeForCache } from './failure.ts';
import { findByIds } from './read.ts';
import type { WriteError } from './refusal.ts';
import { checkSize, commandOf, decide, needsStored, type Statement, sizeToRead } from './statement.ts';
import type { Task } from './together.ts';
import { TooMuch } from './transaction.ts';

/** A statement and the task that it does. */
export interface Sending {
  readonly task: Task;
  readonly statement: Statement;
}

/** The server has turned a task down; those before it in the same transaction went through. */
export class Rejection extends Error {
  readonly task: Task;
  readonly error: WriteError;
  readonly before: readonly Task[];

  constructor(task: Task, error: WriteError, before: readonly Task[]) {
    super(`the server turned a write down with error ${error.code}`);
    this.task = task;
    this.error = error;
    this.before = before;
  }
}

/** Of the documents that the server guards itself, some are not as expected; nobody knows which. */
export class Unmatched extends Error {
  constructor() {
    super('some documents are not as expected');
  }
}

/** What is to be done about tasks. */
export interface Decisions {
  readonly sendings: readonly Sending[];
  /** The results of the tasks that were decided, if the sendings go well. */
  readonly results: ReadonlyMap<number, OperationResult>;
  /** The tasks that are left for another transaction, since the documents of these are as much as one may bring. */
  readonly rest: readonly Task[];
}

/** How it is found out what is to be done. */
export interface Looking {
  /** What the server can guard by itself is looked for too: inserts, and fields that are added. */
  readonly lookAtAll: boolean;
  /** An earlier try may have gone through unnoticed. */
  readonly unsettled: boolean;
  readonly session?: ClientSession;
  /** How many bytes of documents may be brought at once, unless it is only one; by default any number. */
  readonly mostBytes?: number;
}

/** Reads what the tasks have to know and decides each, as long as the documents to be stored are not too many. */
export async function decideAll(
  connection: Connection,
  tasks: readonly Task[],
  how: Looking,
): Promise<Decisions> {
  const most = how.mostBytes ?? Number.POSITIVE_INFINITY;
  const blind = !how.lookAtAll && !how.unsettled;
  const isRead = ({ operation }: Task): boolean =>
    blind ? needsStored(operation) : operation.kind !== 'put';
  const [within, beyond] = readable(tasks, isRead, most);
  const looking = within.filter(isRead);
  const stored = new Map<Task, Buffer>();
  for (const [collection, some] of byCollection(looking, (task) => task)) {
    const ids = some.map(({ operation }) => operation.id);
    const found = await findByIds(connection, collection, ids, how.session);
    for (const [at, document] of found.entries()) {
      const task = some[at];
      if (task !== undefined && document !== undefined) stored.set(task, document);
    }
  }
  const sendings: Sending[] = [];
  const results = new Map<number, OperationResult>();
  let bytes = 0;
  let decided = 0;
  for (const unit of unitsOf(within, ({ operation }) => operation)) {
    const decisions = unit.map((task) =>
      task.operation.kind === 'patch' && !isRead(task)
        ? addition(task.operation)
        : decide(task.operation, stored.get(task), how.unsettled),
    );
    const lost = decisions.includes('conflict');
    const statements = decisions.map((decision) => (lost || typeof decision === 'string' ? [] : [decision]));
    for (const [at, task] of unit.entries())
      for (const statement of statements[at] ?? []) checkSize(task.operation, statement, connection.label);
    const size = statements.flat().reduce((sum, statement) => sum + statement.size, 0);
    // How large a patched document is, nobody knew before.
    if (bytes > 0 && bytes + size > most) return { sendings, results, rest: tasks.slice(decided) };
    bytes += size;
    decided += unit.length;
    for (const [at, task] of unit.entries()) {
      for (const statement of statements[at] ?? []) sendings.push({ task, statement });
      results.set(task.at, lost ? 'conflict' : 'written');
    }
  }
  return { sendings, results, rest: beyond };
}

/** The tasks whose documents may be read at once, and the others; always at least one unit. */
function readable(
  tasks: readonly Task[],
  isRead: (task: Task) => boolean,
  most: number,
): readonly [readonly Task[], readonly Task[]] {
  let bytes = 0;
  let end = 0;
  for (const unit of unitsOf(tasks, ({ operation }) => operation)) {
    for (const task of unit) if (isRead(task)) bytes += sizeToRead(task.operation);
    if (end > 0 && bytes > most) break;
    end += unit.length;
  }
  return [tasks.slice(0, end), tasks.slice(end)];
}

/** Sends the statements; those that free keys of unique indexes go before those that may take them. */
export async function send(
  connection: Connection,
  sendings: readonly Sending[],
  session?: ClientSession,
): Promise<void> {
  const before: Task[] = [];
  for (const [collection, ours] of byCollection(sendings, ({ task }) => task)) {
    for (const command of ['delete', 'update', 'insert'] as const) {
      const some = ours.filter(({ statement }) => statement.command === command);
      if (some.length === 0) continue;
      const statements = some.map(({ statement }) => statement);
      const sent = commandOf(command, collection, statements);
      const reply = await (session === undefined
        ? runDurably(connection.db, sent)
        : connection.db.command(sent, { session }));
      checkReply(reply, some, before);
      before.push(...some.map(({ task }) => task));
    }
  }
}

function checkReply(reply: Document, sendings: readonly Sending[], before: readonly Task[]): void {
  const errors: readonly WriteError[] = reply.writeErrors ?? [];
  const [error] = errors;
  if (error !== undefined) {
    const { task } = sendings[error.index] ?? {};
    if (task === undefined)
      throw new Error(`the server has turned down statement ${error.index} of ${sendings.length}`);
    if (error.code === tooLargeForCache) throw new TooMuch();
    const earlier = sendings.slice(0, error.index).map((one) => one.task);
    throw new Rejection(task, error, [...before, ...earlier]);
  }
  if (reply.n === sendings.length) return;
  if (sendings.some(({ statement }) => statement.guarded === true)) throw new Unmatched();
  throw new Error(`the server has done ${reply.n} of ${sendings.length} statements`);
}

function byCollection<T>(all: readonly T[], taskOf: (one: T) => Task): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const { collection } = taskOf(one).operation;
    const group = groups.get(collection);
    if (group === undefined) groups.set(collection, [one]);
    else group.push(one);
  }
  return groups;
}
