import { dirname } from 'node:path';
import type { Plan } from '../contract/index.ts';
import {
  type Account,
  failpoint,
  Gathering,
  keepApart,
  type MigrationResult,
  migrate,
  migrationOf,
  type Partition,
  type Progress,
  prepareTarget,
  removeOrphanedSpools,
  type ScannedStore,
  scanSources,
  type Tally,
  wholePartition,
} from '../migration/index.ts';
import type { LeaseHolder, ScratchStore, SourceStore, StoreNotice, TargetStore } from '../stores/index.ts';
import { type Duplicate, findDuplicates, type Verification, verify } from '../verification/index.ts';
import { bringDump } from './bring-dump.ts';
import { migrationNotices } from './notices.ts';
import { copyForRehearsal, rehearse } from './rehearse.ts';
import type { RehearsalResult, StageResult } from './result.ts';
import { stageResult } from './stage-result.ts';
import { Stopwatch } from './stopwatch.ts';

/** What a staging run works on, and under what settings. */
export interface StageRequest {
  readonly plan: Plan;
  readonly source: SourceStore;
  readonly target: TargetStore;
  /** Where the legacy documents are that links are written onto; without it links are records in the target. */
  readonly legacy?: TargetStore;
  readonly parameters: Readonly<Record<string, Date | string | number | boolean>>;
  readonly environment: 'staging' | 'production';
  readonly partition?: Partition;
  /** Clients in one bulk. */
  readonly batch: number;
  readonly timeoutSeconds: number;
  readonly workers: number;
  readonly showIds: boolean;
  /** Whether the rollback is rehearsed, in a copy of the target; not by default. */
  readonly rehearsal?: boolean;
  /** Folder for what does not fit into memory; made when needed, removed at the end. */
  readonly spool: string;
  /** Id and start for a run that is not the continuation of another. */
  readonly run: { readonly id: string; readonly now: Date };
  readonly holder: LeaseHolder;
  readonly engine: { readonly name: string; readonly version: string };
}

/** Hears how far a staging run is. */
export interface StageObserver {
  step(step: string): void;
  readonly progress: Progress;
  readonly notice: (notice: StoreNotice) => void;
  /** Hears what became of every source document. */
  account?(account: Account): void;
}

/** All that a staging run has found out. */
export interface StageFacts {
  readonly request: StageRequest;
  readonly scanned: ScannedStore;
  readonly migration: MigrationResult;
  readonly verification: Verification;
  readonly verifySeconds: number;
  readonly duplicates: readonly Duplicate[];
  readonly notices: readonly StoreNotice[];
  readonly rehearsal?: RehearsalResult;
}

/**
 * The whole staging on a source (design §9): reads everything to the end, prepares the target (00), migrates
 * (02–04), verifies and looks for duplicates (05), judges the policy's criteria. Throws `StoreFailure` before
 * anything is written when the source is damaged.
 */
export async function stage(asked: StageRequest, observer: StageObserver): Promise<StageResult> {
  const request = await onServer(asked, observer);
  const { plan, source, spool, run } = request;
  keepApart(plan, source, request.target);
  const watch = new Stopwatch();
  await removeOrphanedSpools(dirname(spool));
  const gathering = new Gathering(spool, request.holder);
  let copy: ScratchStore | undefined;
  try {
    observer.step('scan');
    const partition = request.partition ?? wholePartition;
    const scanned = await scanSources(plan, source, gathering, partition, run.now, observer.progress);
    failpoint('scan.done');
    if (request.rehearsal === true) {
      observer.step('copy');
      copy = await watch.aside(() => copyForRehearsal(request.target, observer.progress));
    }
    observer.step('prepare');
    const { created, drift } = await watch.prepare(() => prepareTarget(plan, request.target));
    observer.step('migrate');
    const migration = await migrateInto(request, observer, scanned, gathering, watch, created);
    const notices = [...source.notices, ...drift, ...migrationNotices(migration)];
    for (const notice of notices) observer.notice(notice);
    observer.step('verify');
    const checked = await watch.verify(() => check(request, observer, scanned, gathering, migration));
    const facts = { request, scanned, migration, ...checked, verifySeconds: watch.verifySeconds, notices };
    const time = watch.rows(plan, scanned.sources);
    if (copy === undefined) return stageResult(facts, time, new Date());
    observer.step('rehearse');
    const { run: done } = migration;
    const rehearsal = await rehearse(copy, request, { run: done, scanned, gathering }, observer.progress);
    return stageResult({ ...facts, rehearsal }, time, new Date());
  } finally {
    await copy?.discard();
    await gathering.discard();
  }
}

/**
 * On a server the dump is restored first, and then migrated in place: links go onto the restored documents. A dump of
 * several databases stays where it is, as the target is but one.
 */
async function onServer(request: StageRequest, observer: StageObserver): Promise<StageRequest> {
  const { source, target } = request;
  const apart = request.plan.databases.length > 0;
  if (target.kind !== 'mongodb' || source.kind === 'mongodb' || apart) return request;
  observer.step('restore');
  const { progress, notice } = observer;
  await bringDump(source, target, { step: () => undefined, progress, notice });
  return { ...request, source: target, legacy: target };
}

/** Steps 02–04. */
function migrateInto(
  request: StageRequest,
  observer: StageObserver,
  scanned: ScannedStore,
  gathering: Gathering,
  watch: Stopwatch,
  created: boolean,
): Promise<MigrationResult> {
  const { environment, engine } = request;
  return migrate({
    ...migrationOf(request, observer, scanned, gathering),
    created,
    facts: { environment, engine: { ...engine } },
    hear: (account) => observer.account?.(account),
    lap: watch.lap,
  });
}

/** Step 05. */
async function check(
  { plan, target }: StageRequest,
  { progress }: StageObserver,
  scanned: ScannedStore,
  gathering: Gathering,
  { context, tally }: MigrationResult,
): Promise<{ readonly verification: Verification; readonly duplicates: readonly Duplicate[] }> {
  const total = scanned.sources.reduce((sum, { taken }) => sum + taken, 0);
  // Its transforms are time of this step, not of the mappings' once more.
  const { lap: _, ...silent } = context;
  const buckets = gathering.buckets();
  return {
    verification: await verify({
      plan,
      target,
      context: silent,
      buckets,
      total,
      progress,
      setAside: setAsideBy(tally),
    }),
    duplicates: await findDuplicates(plan, target, context),
  };
}

/** Codes of documents that are set aside because of what the target holds or can hold. */
const targetCodes = new Set(['conflict', 'drawer.too_large', 'drawer.encoding']);

function setAsideBy(tally: Tally): (source: string, idText: string) => boolean {
  const names = new Set<string>();
  for (const { code, source, documents } of tally.quarantine.values()) {
    if (targetCodes.has(code)) for (const { id } of documents) names.add(`${source}\u0000${id}`);
  }
  return (source, idText) => names.has(`${source}\u0000${idText}`);
}
