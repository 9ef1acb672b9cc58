import { dirname } from 'node:path';
import type { Plan } from '../contract/index.ts';
import type { LeaseHolder, SourceStore, StoreNotice, TargetStore } from '../stores/index.ts';
import { keepApart } from './apart.ts';
import { BudgetWatch, type PlannedFigures } from './budget.ts';
import type { DeploymentKind } from './deployment.ts';
import { failpoint } from './failpoint.ts';
import { Gathering } from './gathering.ts';
import { type MigrationResult, migrate, preview, type Walked } from './migrate.ts';
import { removeOrphanedSpools } from './orphaned-spools.ts';
import { prepareTarget } from './prepare.ts';
import { type Partition, wholePartition } from './route.ts';
import { type Progress, type ScannedStore, scanSources } from './scan.ts';
import type { Account } from './tally.ts';
import { batchWay, type Way } from './way.ts';

/** A migration between two stores, with nothing around it: steps 00 and 02–04. */
export interface ApplyRequest {
  readonly plan: Plan;
  readonly source: SourceStore;
  readonly target: TargetStore;
  /** The source again, to write links onto its documents; without it links are records in the target. */
  readonly legacy: TargetStore | undefined;
  readonly parameters: Readonly<Record<string, Date | string | number | boolean>>;
  readonly environment: DeploymentKind;
  readonly partition?: Partition;
  /** By which path the documents land; the whole batch by default. */
  readonly way?: Way;
  /** Clients in one bulk. */
  readonly batch: number;
  readonly workers: number;
  /** Folder for what does not fit into memory; made when needed, removed at the end. */
  readonly spool: string;
  /** Id and start for a run that is not the continuation of another. */
  readonly run: { readonly id: string; readonly now: Date };
  readonly holder: LeaseHolder;
  readonly engine: { readonly name: string; readonly version: string };
  /** Figures of the plan that the run follows. */
  readonly planned?: PlannedFigures;
  readonly pace?: { after(documents: number): Promise<void> };
  readonly paused?: () => Promise<boolean>;
  /** Hears what became of every source document. */
  readonly hear?: (account: Account) => void;
}

/** Hears how far it is. */
export interface ApplyObserver {
  step(step: string): void;
  readonly progress: Progress;
  notice(notice: StoreNotice): void;
}

/** A migration that was done. */
export interface Applied {
  readonly way: Way;
  readonly scanned: ScannedStore;
  readonly migration: MigrationResult;
}

/** A migration that was only worked out. */
export interface Previewed {
  readonly scanned: ScannedStore;
  readonly walked: Walked;
}

/** Reads everything to the end, prepares the target, writes. Throws `BudgetSpent` and `Paused`: it can go on then. */
export function apply(request: ApplyRequest, observer: ApplyObserver): Promise<Applied> {
  return gathered(request, observer, async (scanned, gathering) => {
    const { plan, target, environment, engine, planned } = request;
    observer.step('prepare');
    const { created, drift } = await prepareTarget(plan, target);
    for (const notice of drift) observer.notice(notice);
    observer.step('migrate');
    const documents = scanned.sources.reduce((sum, { taken }) => sum + taken, 0);
    const migration = await migrate({
      ...migrationOf(request, observer, scanned, gathering),
      created,
      facts: { environment, engine: { ...engine } },
      watch: new BudgetWatch(plan.policy.budget, documents, planned),
    });
    return { way: request.way ?? batchWay(), scanned, migration };
  });
}

/** The same without a write: what {@link apply} would do now. */
export function previewApply(request: ApplyRequest, observer: ApplyObserver): Promise<Previewed> {
  return gathered(request, observer, async (scanned, gathering) => {
    observer.step('migrate');
    return { scanned, walked: await preview(migrationOf(request, observer, scanned, gathering)) };
  });
}

async function gathered<T>(
  request: ApplyRequest,
  observer: ApplyObserver,
  work: (scanned: ScannedStore, gathering: Gathering) => Promise<T>,
): Promise<T> {
  const { plan, source, spool, holder, run } = request;
  keepApart(plan, source, request.target);
  await removeOrphanedSpools(dirname(spool));
  const gathering = new Gathering(spool, holder);
  try {
    observer.step('scan');
    const partition = request.partition ?? wholePartition;
    const scanned = await scanSources(plan, source, gathering, partition, run.now, observer.progress);
    failpoint('scan.done');
    return await work(scanned, gathering);
  } finally {
    await gathering.discard();
  }
}

/** What the request of a migration takes over from a request around it. */
export function migrationOf(
  request: Omit<ApplyRequest, 'environment' | 'engine' | 'source' | 'spool' | 'planned' | 'legacy'> & {
    readonly legacy?: TargetStore | undefined;
  },
  { progress }: Pick<ApplyObserver, 'progress'>,
  scanned: ScannedStore,
  gathering: Gathering,
) {
  const { plan, target, legacy, parameters, way, hear, batch, workers, run, holder, pace, paused } = request;
  return {
    plan,
    target,
    parameters,
    scanned,
    gathering,
    partition: request.partition ?? wholePartition,
    batch,
    workers,
    fresh: run,
    facts: {},
    holder,
    progress,
    ...(legacy === undefined ? {} : { legacy }),
    ...(way === undefined ? {} : { way }),
    ...(hear === undefined ? {} : { hear }),
    ...(pace === undefined ? {} : { pace }),
    ...(paused === undefined ? {} : { paused }),
  };
}
