import { fieldsOf, isDocument } from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import type { CollectionInfo, Lease, LeaseHolder, TargetStore } from '../stores/index.ts';
import { askGates } from './gates.ts';
import { retiredName, suffixOf } from './names.ts';
import { lastRetirement, type Retirement, type RetirementEvent, saveRetirement } from './record.ts';
import { RetirementRefused } from './refused.ts';
import { namesIn, standingOf } from './standing.ts';
import { stillHeld, underRetirementLease } from './under-lease.ts';
import { type Look, look } from './writers.ts';

/** Collections to retire: those of a database whose contract says so. */
export interface DeprecateRequest {
  readonly plan: Plan;
  /** What the contract retires (`retiredCollections`). */
  readonly collections: readonly string[];
  /** The database of the legacy documents. */
  readonly source: TargetStore;
  /** Where the product's records are; it may be the same store. */
  readonly target: TargetStore;
  readonly environment: string;
  /** For how many hours nothing may have been written. */
  readonly quietHours: number;
  /** How many hours must lie between the last migration and this. */
  readonly watchHours: number;
  /** Folder of the final backup. */
  readonly backup: string | undefined;
  /** Folder for what does not fit into memory. */
  readonly spool: string;
  /** Id and start of this call; a retirement that was begun before goes on under its own id and suffix. */
  readonly run: { readonly id: string; readonly now: Date };
  readonly holder: LeaseHolder;
}

/** What became of a call that retires, brings back or drops. */
export interface Retired {
  readonly retirement: Retirement;
  /** True when it had been begun by an earlier call. */
  readonly resumed: boolean;
  /** Old names of the collections that this call has moved or dropped. */
  readonly moved: readonly string[];
}

/**
 * Renames the retired collections, all with one suffix (R101, I67). What is going to be renamed is recorded before the
 * first rename, so an interrupted call goes on under the same suffix whatever the day. Every collection is read twice,
 * the second time right before its rename, and must be quiet and unchanged. Before the first rename every gate is
 * asked, and in production all must be met. Throws {@link RetirementRefused}.
 */
export function deprecate(request: DeprecateRequest): Promise<Retired> {
  const { target, source, holder } = request;
  return underRetirementLease(target, holder, async (lease) => {
    const last = await lastRetirement(target, source.label, await namesIn(source));
    const begun = last?.state === 'returned' || last?.state === 'dropped' ? undefined : last;
    if (begun !== undefined && begun.state !== 'renaming' && begun.state !== 'renamed')
      throw unfinished(begun);
    const retirement = begun ?? (await throughGates(request, await planned(request)));
    const { old } = await standingOf(retirement, source);
    const looks = new Map<string, Look>();
    for (const { from } of old) looks.set(from, await lookAt(request, from));
    refuseRecent([...looks.values()], request.quietHours);
    const renamed = await renameAll(request, lease, retirement, looks);
    return { retirement: renamed, resumed: begun !== undefined, moved: [...looks.keys()] };
  });
}

/** Gates bind production; elsewhere it is only recorded how they stood (design §9). */
async function throughGates(request: DeprecateRequest, retirement: Retirement): Promise<Retirement> {
  const collections = retirement.collections.map(({ from }) => from);
  const gates = await askGates({ ...request, collections });
  const shut = gates.filter(({ met }) => !met);
  if (request.environment !== 'production' || shut.length === 0) return { ...retirement, gates };
  throw new RetirementRefused(
    'retirement.gates',
    `nothing was renamed: ${shut.map(({ gate, found }) => `${gate}: ${found}`).join('; ')}`,
    'see to what is missing, and run the same command again',
    gates,
  );
}

function lookAt({ plan, source, run, quietHours }: DeprecateRequest, collection: string): Promise<Look> {
  return look(plan, source, collection, run.now, quietHours);
}

async function renameAll(
  request: DeprecateRequest,
  lease: Lease,
  begun: Retirement,
  looks: ReadonlyMap<string, Look>,
): Promise<Retirement> {
  const { source, target } = request;
  const { now } = request.run;
  if (begun.state === 'renamed' && looks.size === 0) return begun;
  const collections = begun.collections.map((one) => {
    return { ...one, documents: looks.get(one.from)?.documents ?? one.documents };
  });
  let retirement: Retirement = { ...begun, state: 'renaming', finishedAt: undefined, collections };
  const save = async (what: RetirementEvent['what'], collection?: string): Promise<void> => {
    retirement = { ...retirement, events: [...retirement.events, { at: now, what, collection }] };
    await saveRetirement(target, lease, retirement);
  };
  await save('begun');
  for (const { from, to } of collections) {
    const before = looks.get(from);
    if (before === undefined) continue;
    const again = await lookAt(request, from);
    if (again.sha256 !== before.sha256 || again.documents !== before.documents)
      throw new RetirementRefused(
        'retirement.busy',
        `${from} has changed while it was looked at`,
        'stop whoever writes to it, and run the same command again: it goes on from there',
      );
    await stillHeld(lease, target);
    await source.rename(from, to);
    await save('renamed', from);
  }
  // A write between the last look and the rename went along with the collection: it counts.
  const counted = [];
  for (const one of retirement.collections) counted.push({ ...one, documents: await source.count(one.to) });
  retirement = { ...retirement, state: 'renamed', finishedAt: now, collections: counted };
  await save('finished');
  await standingOf(retirement, source);
  return retirement;
}

/** A retirement that begins with this call. */
async function planned({
  plan,
  collections,
  source,
  environment,
  run,
}: DeprecateRequest): Promise<Retirement> {
  const infos = new Map((await source.collections()).map((info) => [info.name, info]));
  const present = collections.filter((name) => infos.has(name));
  if (present.length === 0)
    throw new RetirementRefused(
      'retirement.nothing',
      `${source.label} has none of the collections that the contract retires`,
      'see whether the source and the contract are the right ones',
    );
  const absent = collections.filter((name) => !infos.has(name));
  for (const name of absent) {
    // A server lists only what is a collection; what has documents all the same is something else.
    if ((await source.count(name)) > 0) throw noCollection(name, 'view or a time series');
  }
  const suffix = suffixOf(run.now);
  for (const name of present) {
    const kind = kindOf(infos.get(name));
    if (kind !== undefined) throw noCollection(name, kind);
    const to = retiredName(name, suffix);
    if (infos.has(to))
      throw new RetirementRefused(
        'retirement.name_taken',
        `${source.label} has both ${name} and ${to}`,
        'see who has made the second one; rename or drop one of them',
      );
  }
  return {
    run: run.id,
    state: 'renaming',
    startedAt: run.now,
    finishedAt: undefined,
    source: source.label,
    contract: { name: plan.name, version: plan.version, mapping: plan.digests.mapping },
    environment,
    suffix,
    collections: present.map((from) => ({ from, to: retiredName(from, suffix), documents: 0 })),
    absent,
    gates: [],
    events: [],
  };
}

/** What stands in the way of a rename (T32). */
function kindOf(info: CollectionInfo | undefined): string | undefined {
  const { options } = info ?? {};
  if (options === undefined || !isDocument(options)) return undefined;
  const names = fieldsOf(options);
  if (names.viewOn !== undefined) return 'view';
  return names.timeseries === undefined ? undefined : 'time series';
}

function noCollection(name: string, kind: string): RetirementRefused {
  return new RetirementRefused(
    'retirement.kind',
    `${name} is a ${kind}, which cannot be renamed`,
    'take it out of the contract’s retirement, with the reason',
  );
}

function refuseRecent(looks: readonly Look[], quietHours: number): void {
  const busy = looks.filter(({ recent }) => recent > 0);
  if (busy.length === 0) return;
  const told = busy.map(
    ({ collection, recent, newest }) => `${collection} (${recent}, the last of ${newest?.toISOString()})`,
  );
  throw new RetirementRefused(
    'retirement.recent_writes',
    `documents of the last ${quietHours} hours: ${told.join(', ')}`,
    'stop whoever writes to these collections, and wait',
  );
}

function unfinished({ state, run }: Retirement): RetirementRefused {
  const dropping = state === 'dropping';
  return new RetirementRefused(
    'retirement.unfinished',
    `the collections of ${run} are being ${dropping ? 'dropped' : 'brought back'}`,
    dropping ? 'end that first: deprecate --delete --yes' : 'end that first: undeprecate',
  );
}
