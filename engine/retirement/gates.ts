import { contentOfCollection, verifyBackup } from '../backup/index.ts';
import type { Plan } from '../contract/index.ts';
import {
  Gathering,
  listQuarantine,
  type RunHistory,
  runHistory,
  scanSources,
  wholePartition,
} from '../migration/index.ts';
import type { LeaseHolder, TargetStore } from '../stores/index.ts';
import { verify } from '../verification/index.ts';

/** What has to be so before legacy collections are renamed. */
export type GateName =
  /** A migration is finished, and none is under way or half taken back. */
  | 'runs'
  /** So many hours have passed since the last one. */
  | 'watch'
  /** Nothing waits in quarantine: what was set aside has landed, or its exclusion was approved (I09, I10). */
  | 'quarantine'
  /** Every drawer is what the legacy documents give. */
  | 'verified'
  /** A sound backup holds exactly what is to be renamed. */
  | 'backup';

/** How a gate stands. */
export interface Gate {
  readonly gate: GateName;
  readonly met: boolean;
  /** In a few words: what was found, or what is missing. */
  readonly found: string;
}

/** What the gates are asked about. */
export interface GateRequest {
  readonly plan: Plan;
  readonly source: TargetStore;
  readonly target: TargetStore;
  /** The collections that are to be renamed. */
  readonly collections: readonly string[];
  readonly watchHours: number;
  /** Folder of the final backup; undefined where none was named. */
  readonly backup: string | undefined;
  /** Folder for what does not fit into memory; made when needed, removed at the end. */
  readonly spool: string;
  readonly run: { readonly id: string; readonly now: Date };
  readonly holder: LeaseHolder;
}

const HOUR_MS = 3_600_000;

/** Asks every gate, so that all that is missing is told at once. Reads only. */
export async function askGates(request: GateRequest): Promise<readonly Gate[]> {
  const runs = await runHistory(request.target);
  const last = runs.filter(({ state }) => state === 'done').at(-1);
  return [
    runsGate(runs, last),
    watchGate(request, last),
    await quarantineGate(request),
    await verifiedGate(request, last),
    await backupGate(request),
  ];
}

function runsGate(runs: readonly RunHistory[], last: RunHistory | undefined): Gate {
  const open = runs.filter(({ state }) => state === 'running' || state === 'rolling_back');
  if (open.length > 0)
    return gate('runs', false, `not ended: ${open.map(({ run, state }) => `${run} (${state})`).join(', ')}`);
  return last === undefined
    ? gate('runs', false, 'the target remembers no finished migration')
    : gate('runs', true, `the last one is ${last.run}`);
}

function watchGate({ watchHours, run }: GateRequest, last: RunHistory | undefined): Gate {
  if (last === undefined) return gate('watch', false, 'there is no finished migration to watch');
  const ended = last.finishedAt ?? last.startedAt;
  const hours = Math.floor((run.now.getTime() - ended.getTime()) / HOUR_MS);
  return gate('watch', hours >= watchHours, `${hours} hours since ${ended.toISOString()}, of ${watchHours}`);
}

async function quarantineGate({ plan, target }: GateRequest): Promise<Gate> {
  let waiting = 0;
  for await (const { released } of listQuarantine(plan, target)) if (released === undefined) waiting++;
  return gate('quarantine', waiting === 0, `${waiting} documents wait in quarantine`);
}

async function verifiedGate(request: GateRequest, last: RunHistory | undefined): Promise<Gate> {
  const { plan, source, target, spool, run, holder } = request;
  if (last === undefined) return gate('verified', false, 'there is no migration to verify');
  if (last.mapping !== plan.digests.mapping)
    return gate(
      'verified',
      false,
      `${last.run} was made by another contract: ${last.contract} ${last.version}`,
    );
  const parameters = last.parameters as Parameters<typeof verify>[0]['context']['run']['parameters'];
  const cutoff = plan.cutoff === undefined ? undefined : parameters[plan.cutoff];
  const gathering = new Gathering(spool, holder);
  try {
    const scanned = await scanSources(plan, source, gathering, wholePartition, run.now, () => undefined);
    const found = await verify({
      plan,
      target,
      context: { run: { ...run, parameters }, cutoff: cutoff instanceof Date ? cutoff : undefined },
      buckets: gathering.buckets(),
      total: scanned.sources.reduce((sum, { taken }) => sum + taken, 0),
      progress: () => undefined,
    });
    const { compared, equal, different, missing, mismatched } = found;
    const text = `${compared} compared: ${equal} equal, ${different} different, ${missing} missing`;
    return gate('verified', mismatched === 0 && equal === compared, text);
  } finally {
    await gathering.discard();
  }
}

async function backupGate({ source, collections, backup }: GateRequest): Promise<Gate> {
  if (backup === undefined) return gate('backup', false, 'no backup was named');
  const { manifest, findings } = await verifyBackup(backup);
  const [finding] = findings;
  if (finding !== undefined || manifest === undefined)
    return gate('backup', false, finding?.message ?? 'it has no manifest');
  if (manifest.source.label !== source.label)
    return gate('backup', false, `it is of ${manifest.source.label}`);
  for (const name of collections) {
    const kept = manifest.collections.find((one) => one.name === name);
    if (kept === undefined) return gate('backup', false, `it does not have ${name}`);
    const now = await contentOfCollection(source, name);
    if (now.content !== kept.content || now.documents !== kept.documents)
      return gate('backup', false, `${name} is not as it was at ${manifest.started_at}`);
  }
  return gate('backup', true, `begun ${manifest.started_at}, ${manifest.digest}`);
}

function gate(name: GateName, met: boolean, found: string): Gate {
  return { gate: name, met, found };
}
