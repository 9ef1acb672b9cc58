import type { Lease, LeaseHolder, TargetStore } from '../stores/index.ts';
import { failpoint } from './failpoint.ts';
import { recordId } from './ledger.ts';
import { records } from './records.ts';
import { dropUnused } from './rollback-collection.ts';
import { undoCompanions } from './rollback-companions.ts';
import { undoDrawers } from './rollback-drawers.ts';
import { undoLinks } from './rollback-links.ts';
import { type Left, type Progress, readProgress, recordProgress } from './rollback-progress.ts';
import { reopenQuarantine } from './rollback-quarantine.ts';
import { bulksBackwards, type Later, laterRun, type Survey, settleOpen, survey } from './rollback-survey.ts';
import { underRunLease } from './run-lease.ts';
import { listRuns, type RunRecord } from './run-record.ts';

/** A run that is to be taken back (manual 07, R090, R126). */
export interface RollbackRequest {
  readonly run: string;
  readonly target: TargetStore;
  /** The database whose legacy documents were given links; not needed where it is the target, or links are records. */
  readonly legacy: TargetStore | undefined;
  readonly holder: LeaseHolder;
  readonly now: Date;
  /** Hears how many of the ledger's records are undone. */
  readonly progress?: (done: number, total: number) => void;
}

/** What a rollback has done; all zero when the run was rolled back before. */
export interface RollbackResult {
  readonly run: RunRecord;
  readonly drawers: { readonly removed: number; readonly restored: number; readonly cut: number };
  readonly links: number;
  readonly images: number;
  /** Places of ours that others have overwritten: left as they are. */
  readonly left: readonly Left[];
  readonly seconds: number;
}

/** Why a run cannot be rolled back as asked; nothing was changed. */
export class RollbackRefused extends Error {
  override readonly name = 'RollbackRefused';
  readonly code: 'run.unknown' | 'rollback.later_run' | 'rollback.source';
  readonly hint: string;

  constructor(code: RollbackRefused['code'], message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/**
 * Takes back exactly what a run put in (design §8, I58, I59): goes through its ledger from the end, under its lease.
 * What others have written since stays. The run's history stays too; its record says that it was rolled back. Killed
 * in the middle and started again it ends the same; done twice it is done once. Throws {@link RollbackRefused},
 * `store.locked` while somebody holds the lease, and what stores throw.
 */
export async function rollback(request: RollbackRequest): Promise<RollbackResult> {
  const started = performance.now();
  const { target, holder } = request;
  const { identity } = await findRun(request);
  return underRunLease(target, identity.partition, holder, (lease) => rollbackUnder(lease, request, started));
}

async function findRun({ target, run }: RollbackRequest): Promise<RunRecord> {
  const found = (await listRuns(target)).find(({ id }) => id === run);
  if (found !== undefined) return found;
  throw new RollbackRefused('run.unknown', `the target knows no run ${run}`, 'drawer runs lists them');
}

const nothing = { removed: 0, restored: 0, cut: 0, links: 0, images: 0, left: [], pending: undefined };

async function rollbackUnder(
  lease: Lease,
  request: RollbackRequest,
  started: number,
): Promise<RollbackResult> {
  const { target, now } = request;
  const run = await findRun(request);
  const seconds = (): number => Math.round(performance.now() - started) / 1000;
  if (run.state === 'rolled_back') return resultOf(run, { next: -1, ...nothing }, seconds());
  const begun = run.state === 'rolling_back' ? await readProgress(target, run.id) : undefined;
  const found = await survey(target, run.id, begun?.next);
  const legacy = legacyOf(request, run, found);
  const later = await laterRun(target, run.id, await listRuns(target), found.touched);
  if (later !== undefined && later.session > run.session) throw inTheWay(run, later);
  await settleOpen(target, legacy, run.drawers.collection, found.open, lease);
  let progress: Progress = begun ?? { next: found.last, ...nothing };
  await recordProgress(target, run.id, 'rolling_back', progress, {}, lease);
  failpoint('rollback.begun');
  const idOf = (sequence: number): string => recordId(run.id, sequence);
  for await (const bulk of bulksBackwards(target, idOf, progress.next)) {
    // The run was interrupted, and another one wrote before it went on: their writes are taken back in turns.
    if (later !== undefined && bulk.session < later.session) throw inTheWay(run, later);
    const drawers = await undoDrawers(
      {
        target,
        lease,
        shape: run.drawers,
        now: run.now,
        pending: progress.pending?.bulk === bulk.bulk ? progress.pending : undefined,
        announce: (pending) =>
          recordProgress(target, run.id, 'rolling_back', { ...progress, pending }, {}, lease),
      },
      bulk,
    );
    failpoint('rollback.drawers');
    const links = legacy === undefined ? { undone: 0, left: [] } : await undoLinks(legacy, bulk.links);
    failpoint('rollback.links');
    const ours = bulk.replaced.filter(
      ({ collection, id }) => collection !== records.images || !drawers.stuck.has(String(id)),
    );
    const companions = await undoCompanions(target, ours, lease);
    failpoint('rollback.records');
    progress = {
      next: bulk.bulk - 1,
      removed: progress.removed + drawers.removed,
      restored: progress.restored + drawers.restored,
      cut: progress.cut + drawers.cut,
      links: progress.links + links.undone + companions.links,
      images: progress.images + companions.images,
      left: [...progress.left, ...drawers.left, ...links.left],
      pending: undefined,
    };
    await recordProgress(target, run.id, 'rolling_back', progress, {}, lease);
    failpoint('rollback.bulk');
    request.progress?.(found.last - progress.next, found.last + 1);
  }
  await reopenQuarantine(target, run.id, lease);
  if (run.created) await dropUnused(target, run.drawers.collection);
  failpoint('rollback.finishing');
  const result = resultOf(run, progress, seconds());
  await recordProgress(target, run.id, 'rolled_back', progress, { at: now, seconds: result.seconds }, lease);
  failpoint('rollback.done');
  return result;
}

function resultOf(run: RunRecord, progress: Progress, seconds: number): RollbackResult {
  const { removed, restored, cut, links, images, left } = progress;
  return {
    run: { ...run, state: 'rolled_back' },
    drawers: { removed, restored, cut },
    links,
    images,
    left,
    seconds,
  };
}

/** Where the run's links are taken back from; refused when that cannot be told. */
function legacyOf(
  { target, legacy }: RollbackRequest,
  run: RunRecord,
  found: Survey,
): TargetStore | undefined {
  if (!found.linked || legacy !== undefined) return legacy;
  if (run.legacy === target.label) return target;
  throw new RollbackRefused(
    'rollback.source',
    `the run ${run.id} has written links onto documents of ${run.legacy ?? 'a database'}`,
    'name that database with --source',
  );
}

function inTheWay(run: RunRecord, later: Later): RollbackRefused {
  return new RollbackRefused(
    'rollback.later_run',
    `the run ${later.run} has written to the same drawers after ${run.id}`,
    `roll back ${later.run} first`,
  );
}
