import { BsonDocument } from '../bson/index.ts';
import type { Plan, ReadTree } from '../contract/index.ts';
import {
  decodeImage,
  dossierOf,
  type Gathered,
  type Gathering,
  groupByClient,
  type Progress,
  records,
  type ScannedStore,
  type Stored,
  type Stray,
  scanSources,
  wholePartition,
} from '../migration/index.ts';
import type { SourceStore, TargetStore } from '../stores/index.ts';
import { type Dossier, drawerIdOf, type RunContext } from '../transform/index.ts';

/** The legacy documents of a source, read once, to be gone through client by client. */
export interface Legacy {
  readonly scanned: ScannedStore;
  /** In the order of the partitions and the clients' ids; can be taken more than once. */
  clients(): AsyncGenerator<Gathered>;
  /** Documents that belong to no client. */
  strays(): AsyncGenerator<Stray>;
  /** What the contract reads of a source's documents. */
  read(source: string): ReadTree | undefined;
}

/** Reads a source to its end. Throws `StoreFailure`. */
export async function readLegacy(
  plan: Plan,
  source: SourceStore,
  gathering: Gathering,
  now: Date,
  progress: Progress,
): Promise<Legacy> {
  const scanned = await scanSources(plan, source, gathering, wholePartition, now, progress);
  return {
    scanned,
    read: (name) => plan.sources.find((each) => each.name === name)?.read,
    clients: async function* () {
      for await (const bucket of gathering.buckets()) yield* groupByClient(plan, bucket, now).clients;
    },
    strays: async function* () {
      for await (const bucket of gathering.buckets()) yield* groupByClient(plan, bucket, now).strays;
    },
  };
}

/** The first client that `wanted` says yes to. */
export async function findClient(
  legacy: Legacy,
  wanted: (gathered: Gathered) => boolean,
): Promise<Gathered | undefined> {
  for await (const gathered of legacy.clients()) if (wanted(gathered)) return gathered;
  return undefined;
}

/** What a target holds of a client, and the client's dossier with what has landed already. */
export async function standingOf(
  plan: Plan,
  gathered: Gathered,
  target: TargetStore | undefined,
  context: RunContext,
): Promise<{ readonly dossier: Dossier; readonly stored: Stored }> {
  if (target === undefined) return { dossier: gathered, stored: { drawer: undefined, image: undefined } };
  const id = drawerIdOf(plan, gathered.client, context);
  const [drawer] = await target.read(plan.target.collection, [id]);
  const [record] = await target.read(records.images, [id]);
  const image = record === undefined ? undefined : decodeImage(record);
  const stored = { drawer: drawer === undefined ? undefined : new BsonDocument(drawer), image };
  return { dossier: dossierOf(plan, gathered, image), stored };
}
