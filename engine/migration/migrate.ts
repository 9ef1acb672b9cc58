import type { PlainDocument } from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import { type Lease, type LeaseHolder, sharesOverlap, type TargetStore } from '../stores/index.ts';
import type { RunContext } from '../transform/index.ts';
import type { BudgetWatch } from './budget.ts';
import { type Writing, writeClients } from './clients.ts';
import { type Gathered, groupByClient } from './dossiers.ts';
import { approvedExclusions } from './exclusions.ts';
import { failpoint } from './failpoint.ts';
import type { Bucket, Gathering } from './gathering.ts';
import { Ledger, ledgerOf } from './ledger.ts';
import { records } from './records.ts';
import type { Partition } from './route.ts';
import { runCounts } from './run-counts.ts';
import { underRunLease } from './run-lease.ts';
import { begunRun, findUnfinished, listRuns, type RunRecord, recordRun, runIdentity } from './run-record.ts';
import { PROGRESS_EVERY, type Progress, type ScannedStore } from './scan.ts';
import { settle } from './settle.ts';
import { type Account, Tally } from './tally.ts';
import { batchWay, carriesStray, type Way } from './way.ts';

export interface MigrationRequest {
  readonly plan: Plan;
  readonly target: TargetStore;
  /** Where the legacy documents are that links are written onto; without it links are records in the target. */
  readonly legacy?: TargetStore;
  readonly parameters: Readonly<Record<string, Date | string | number | boolean>>;
  /** By which path the documents land; the whole batch by default. */
  readonly way?: Way;
  readonly scanned: ScannedStore;
  readonly gathering: Gathering;
  readonly partition: Partition;
  /** Clients in one bulk. */
  readonly batch: number;
  /** Buckets in work at the same time. */
  readonly workers: number;
  /** Id and start for a run that is not the continuation of another. */
  readonly fresh: { readonly id: string; readonly now: Date };
  /** True when the drawers' collection was made for this run (step 00): a rollback takes it away again. */
  readonly created?: boolean;
  /** What else the run's record says: environment, engine. */
  readonly facts: PlainDocument;
  readonly holder: LeaseHolder;
  readonly progress: Progress;
  /** Hears what became of every source document. */
  readonly hear?: (account: Account) => void;
  readonly lap?: (mapping: string | undefined) => void;
  /** Stops the run when its figures pass a limit. */
  readonly watch?: BudgetWatch;
  /** Slows the run down. */
  readonly pace?: { after(documents: number): Promise<void> };
  /** Asked after every bulk; true leaves the run unfinished. */
  readonly paused?: () => Promise<boolean>;
}

export interface MigrationResult extends Walked {
  readonly run: RunRecord;
  /** True when an interrupted run went on. */
  readonly resumed: boolean;
  readonly context: RunContext;
}

/** Somebody asked the run to stop; it goes on when it is started again. */
export class Paused extends Error {
  override readonly name = 'Paused';
  constructor() {
    super('the run is paused');
  }
}

/**
 * Writes the drawers of all gathered clients (design §8): under the lease, resuming the unfinished run of the same
 * identity if there is one. At the end every source document has exactly one disposition.
 */
export function migrate(request: MigrationRequest): Promise<MigrationResult> {
  const { target, partition, holder } = request;
  return underRunLease(target, partition, holder, (lease) => migrateUnder(lease, request));
}

async function migrateUnder(lease: Lease, request: MigrationRequest): Promise<MigrationResult> {
  const { plan, target, scanned, partition, parameters } = request;
  const identity = runIdentity(plan, parameters, scanned.identity, partition, wayOf(request));
  const unfinished = await findUnfinished(target, identity);
  const created = (unfinished?.created ?? false) || (request.created ?? false);
  const begun = { ...(unfinished ?? request.fresh), identity, created };
  const run = begunRun(plan, await listRuns(target), begun, request.legacy?.label);
  const sequence = unfinished === undefined ? 0 : await settleAll(request, run.id, lease);
  await settleOthers(request, run.id, lease);
  const fresh = await isFresh(request);
  await recordRun(target, run, request.facts, lease);
  const context = contextOf(request, run);
  const ledger = new Ledger(target, run, lease, sequence);
  const walked = await walk(request, { context, fresh, outlet: { ledger, lease, legacy: request.legacy } });
  failpoint('run.finishing');
  const ended = { finished_at: new Date(), counts: runCounts(walked.tally) };
  await recordRun(target, { ...run, state: 'done' }, { ...request.facts, ...ended }, lease);
  failpoint('run.done');
  return { run: { ...run, state: 'done' }, resumed: unfinished !== undefined, context, ...walked };
}

/** What {@link migrate} would do, decided and counted in the same way; nothing is written, and no lease is taken. */
export async function preview(request: MigrationRequest): Promise<Walked> {
  const fresh = await isFresh(request);
  return walk(request, { context: contextOf(request, request.fresh), fresh, outlet: undefined });
}

/** True when the target holds nothing of ours, so that nothing needs to be looked up. */
async function isFresh({ plan, target }: MigrationRequest): Promise<boolean> {
  for (const collection of [plan.target.collection, records.images, records.quarantine]) {
    if ((await target.count(collection)) > 0) return false;
  }
  return true;
}

function wayOf({ way }: MigrationRequest): Way {
  return way ?? batchWay();
}

function contextOf(
  request: MigrationRequest,
  { id, now }: { readonly id: string; readonly now: Date },
): RunContext {
  const { plan, parameters, lap } = request;
  const { carries, step } = wayOf(request);
  const cutoff = plan.cutoff === undefined ? undefined : parameters[plan.cutoff];
  return {
    run: { id, now, parameters },
    cutoff: cutoff instanceof Date ? cutoff : undefined,
    ...(carries === undefined ? {} : { carries }),
    ...(step === undefined ? {} : { step }),
    ...(lap === undefined ? {} : { lap }),
  };
}

/** What going through all clients has found. */
export interface Walked {
  readonly tally: Tally;
  /** Documents read twice, by source: counted once. */
  readonly repeated: ReadonlyMap<string, number>;
  /** How many clients are spelled in these ways together. */
  readonly mixedSpellings: ReadonlyMap<string, number>;
}

/** Goes through all clients, bulk by bulk. At the end every source document has exactly one disposition. */
async function walk(
  request: MigrationRequest,
  how: Pick<Writing, 'context' | 'fresh' | 'outlet'>,
): Promise<Walked> {
  const { plan, target, scanned, progress } = request;
  const tally = new Tally(plan, request.hear);
  const way = wayOf(request);
  const exclusions = await approvedExclusions(target);
  const writing: Writing = {
    plan,
    target,
    tally,
    path: way.path,
    live: request.legacy,
    indexes: scanned.indexes,
    ...how,
  };
  const repeated = new Map<string, number>();
  const mixedSpellings = new Map<string, number>();
  const total = scanned.sources.reduce((sum, source) => sum + source.taken, 0);
  let done = 0;
  await eachBucket(request, async (bucket) => {
    const grouped = groupByClient(plan, bucket, how.context.run.now, exclusions);
    for (const [source, times] of grouped.repeated) repeated.set(source, (repeated.get(source) ?? 0) + times);
    for (const ways of grouped.mixedSpellings) {
      const name = ways.join(', ');
      mixedSpellings.set(name, (mixedSpellings.get(name) ?? 0) + 1);
    }
    const { clients } = grouped;
    const strays = grouped.strays.filter((one) => carriesStray(plan, way, one));
    const own = new Set(strays);
    for (const one of grouped.strays) if (!own.has(one)) tally.leave(one.source);
    for (const [at, some] of bulksOf(clients, request.batch).entries()) {
      await writeClients(writing, some, at === 0 ? strays : []);
      request.watch?.check(tally);
      if (await request.paused?.()) throw new Paused();
      const written = some.reduce(
        (sum, one) => sum + one.documents.length,
        at === 0 ? grouped.strays.length : 0,
      );
      await request.pace?.after(written);
      for (const before = done; done < before + written; ) {
        done = Math.min(before + written, (Math.floor(done / PROGRESS_EVERY) + 1) * PROGRESS_EVERY);
        progress('write', done, total);
      }
    }
    failpoint('bucket.done');
  });
  assertConservation(scanned, tally, repeated);
  return { tally, repeated, mixedSpellings };
}

/** Bytes of legacy documents in one bulk, so that large clients make small bulks. */
const BULK_BYTES = 16 * 1024 * 1024;

/** Cuts clients into bulks, by their number and by the bytes of their documents; always at least one bulk. */
function bulksOf(clients: readonly Gathered[], batch: number): readonly (readonly Gathered[])[] {
  const bulks: Gathered[][] = [[]];
  let bytes = 0;
  for (const client of clients) {
    const size = client.documents.reduce((sum, { whole }) => sum + whole.bytes.length, 0);
    const last = bulks[bulks.length - 1] as Gathered[];
    if (last.length > 0 && (last.length >= batch || bytes + size > BULK_BYTES)) {
      bulks.push([client]);
      bytes = size;
    } else {
      last.push(client);
      bytes += size;
    }
  }
  return bulks;
}

/** Works on the buckets, `workers` at a time. */
async function eachBucket(request: MigrationRequest, work: (bucket: Bucket) => Promise<void>): Promise<void> {
  const buckets = request.gathering.buckets();
  let stopped = false;
  const worker = async (): Promise<void> => {
    try {
      while (!stopped) {
        const next = await buckets.next();
        if (next.done) return;
        await work(next.value);
      }
    } catch (error) {
      // The others finish the bucket they are in, under the lease.
      stopped = true;
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.max(1, request.workers) }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/**
 * Settles what other runs left half done, of another dump, cutoff or partition: without its image a drawer that such a
 * run wrote would pass for somebody else's. Our lease keeps all runs away that may have clients in common with this
 * one; the others have nothing to do with it, and may still be at work.
 */
async function settleOthers(request: MigrationRequest, own: string, lease: Lease): Promise<void> {
  const { target, partition } = request;
  for (const { id, state, identity } of await listRuns(target)) {
    if (state !== 'running' || id === own || !sharesOverlap(identity.partition, partition)) continue;
    await settleAll(request, id, lease);
  }
}

/** Settles the open records of a run; gives the number that its next record takes. */
async function settleAll(
  { plan, target, legacy }: MigrationRequest,
  run: string,
  lease: Lease,
): Promise<number> {
  let next = 0;
  for await (const record of ledgerOf(target, run)) {
    next = Math.max(next, record.sequence + 1);
    if (record.state === 'intent') await settle(target, legacy, plan.target.collection, record, lease);
  }
  return next;
}

/** The conservation law (design §7): a defect of the product if it does not hold. */
function assertConservation(
  scanned: ScannedStore,
  tally: Tally,
  repeated: ReadonlyMap<string, number>,
): void {
  for (const { source, taken } of scanned.sources) {
    const counts: Readonly<Record<string, number>> = tally.counts.get(source) ?? {};
    const left = tally.outside.get(source) ?? 0;
    const sum = Object.values(counts).reduce((total, count) => total + count, left);
    const expected = taken - (repeated.get(source) ?? 0);
    if (sum !== expected) throw new Error(`${source}: ${sum} dispositions for ${expected} documents`);
  }
}
