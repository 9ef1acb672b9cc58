import { BsonDocument, encode, fieldsIn, type PlainDocument } from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import type { Lease, TargetStore } from '../stores/index.ts';
import { type LandingPath, pathIn } from './image.ts';
import { records } from './records.ts';
import { type DrawerShape, decodeShape, drawerShape, encodeShape } from './rollback-shape.ts';
import type { Partition } from './route.ts';
import { batchWay, type Way } from './way.ts';

/** What makes two runs the same run (design §8): an unfinished one with the same identity goes on. */
export interface RunIdentity {
  readonly contract: string;
  readonly version: string;
  readonly mapping: string;
  readonly parameters: Readonly<Record<string, Date | string | number | boolean>>;
  readonly source: string;
  readonly partition: Partition;
  /** By which path it lands documents, and what it is bound to. */
  readonly path: LandingPath;
  readonly bounds: string;
}

/** How far a run is, or what has become of it. Only one that is `running` goes on when it is started again. */
export type RunState = 'running' | 'done' | 'rolling_back' | 'rolled_back';

const states: ReadonlySet<string> = new Set<RunState>(['done', 'rolling_back', 'rolled_back']);

/** A run of a migration as it is recorded in the target. */
export interface RunRecord {
  readonly id: string;
  readonly now: Date;
  readonly identity: RunIdentity;
  readonly state: RunState;
  /** Larger for every time that a run is begun or goes on: tells which of two runs wrote last. */
  readonly session: number;
  /** True when the drawers' collection was made for this run. */
  readonly created: boolean;
  readonly drawers: DrawerShape;
  /** The database whose legacy documents were given links; undefined where links are records of the target. */
  readonly legacy: string | undefined;
}

/** A run that begins, or the unfinished one that goes on, as it is recorded before it writes anything. */
export function begunRun(
  plan: Plan,
  runs: readonly RunRecord[],
  begun: Pick<RunRecord, 'id' | 'now' | 'identity'> & { readonly created?: boolean },
  legacy: string | undefined,
): RunRecord {
  const { id, now, identity, created } = begun;
  const session = runs.reduce((last, run) => Math.max(last, run.session), 0) + 1;
  const drawers = drawerShape(plan);
  return { id, now, identity, state: 'running', session, created: created ?? false, drawers, legacy };
}

/** Identity of a run of this plan. */
export function runIdentity(
  plan: Plan,
  parameters: RunIdentity['parameters'],
  source: string,
  partition: Partition,
  { path, bounds }: Pick<Way, 'path' | 'bounds'> = batchWay(),
): RunIdentity {
  return {
    contract: plan.name,
    version: plan.version,
    mapping: plan.digests.mapping,
    parameters,
    source,
    partition,
    path,
    bounds,
  };
}

/** The unfinished run with this identity, if there is one. */
export async function findUnfinished(
  target: TargetStore,
  identity: RunIdentity,
): Promise<RunRecord | undefined> {
  let found: RunRecord | undefined;
  for await (const batch of target.list(records.runs)) {
    for (const bytes of batch) {
      const record = decode(bytes);
      if (record.state === 'running' && sameIdentity(record.identity, identity)) found = record;
    }
  }
  return found;
}

/** All runs recorded in the target, oldest first by id. */
export async function listRuns(target: TargetStore): Promise<readonly RunRecord[]> {
  const found: RunRecord[] = [];
  for await (const batch of target.list(records.runs)) found.push(...batch.map(decode));
  return found;
}

/** Writes the record of a run. */
export async function recordRun(
  target: TargetStore,
  run: RunRecord,
  facts: PlainDocument,
  lease: Lease,
): Promise<void> {
  const { id, now, identity, state, session, created, drawers, legacy } = run;
  const { contract, version, mapping, parameters, source, partition, path, bounds } = identity;
  const document = encode({
    _id: id,
    now,
    state,
    contract: { name: contract, version, mapping },
    parameters: { ...parameters },
    source,
    partition: { index: partition.index, count: partition.count },
    path,
    bounds,
    session,
    created,
    drawers: encodeShape(drawers),
    ...(legacy === undefined ? {} : { legacy }),
    ...facts,
  });
  await target.write([{ kind: 'put', collection: records.runs, id, document }], lease);
}

function sameIdentity(a: RunIdentity, b: RunIdentity): boolean {
  return identityText(a) === identityText(b);
}

function identityText(identity: RunIdentity): string {
  const { contract, version, mapping, parameters, source, partition, path, bounds } = identity;
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const { index, count } = partition;
  return JSON.stringify([contract, version, mapping, sorted, source, index, count, path, bounds]);
}

function decode(bytes: Uint8Array): RunRecord {
  const fields = new BsonDocument(bytes).fields();
  const contract = fieldsIn(fields.contract);
  const partition = fieldsIn(fields.partition);
  return {
    id: String(fields._id),
    now: fields.now instanceof Date ? fields.now : new Date(0),
    state:
      typeof fields.state === 'string' && states.has(fields.state) ? (fields.state as RunState) : 'running',
    session: Number(fields.session ?? 0),
    created: fields.created === true,
    drawers: decodeShape(fields.drawers),
    legacy: typeof fields.legacy === 'string' ? fields.legacy : undefined,
    identity: {
      contract: String(contract.name),
      version: String(contract.version),
      mapping: String(contract.mapping),
      parameters: { ...fieldsIn(fields.parameters) } as RunIdentity['parameters'],
      source: String(fields.source),
      partition: { index: Number(partition.index), count: Number(partition.count) },
      path: pathIn(fields.path),
      bounds: String(fields.bounds ?? ''),
    },
  };
}
