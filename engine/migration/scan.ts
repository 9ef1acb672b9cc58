import { createHash } from 'node:crypto';
import type { Plan } from '../contract/index.ts';
import type { SourceStore } from '../stores/index.ts';
import { type ClientIndexes, indexClients } from './client-index.ts';
import { routeOf } from './gathering.ts';
import { type Arrival, receive } from './intake.ts';
import { inPartition, type Partition } from './route.ts';

/** What a scan found of one source. */
export interface ScannedSource {
  readonly source: string;
  readonly collection: string;
  readonly present: boolean;
  /** Documents read; `taken` of them belong to the partition. */
  readonly documents: number;
  readonly taken: number;
  readonly bytes: number;
  readonly sha256: string | undefined;
  readonly seconds: number;
}

export interface ScannedStore {
  readonly sources: readonly ScannedSource[];
  /** Collections that no source of the contract reads. */
  readonly unused: readonly string[];
  /** Where documents that do not name their client themselves find it. */
  readonly indexes: ClientIndexes;
  /** Digest over the counts and digests of the sources' collections. */
  readonly digest: string;
  /** What an interrupted run knows its source by: the digest, or the place of a database whose content goes on changing. */
  readonly identity: string;
}

/** Documents between two signs of progress (R082). */
export const PROGRESS_EVERY = 100;

/** Takes arriving documents, each with what decides its bucket. */
export interface Gatherer {
  add(arrival: Arrival, route: string): Promise<void>;
}

export type Progress = (stage: string, done: number, total: number | undefined) => void;

/**
 * Reads all sources once, to the end, before anything is written: damage anywhere stops the run with nothing staged
 * (T42). Each document is routed to its client's bucket.
 */
export async function scanSources(
  plan: Plan,
  store: SourceStore,
  gathering: Gatherer,
  partition: Partition,
  now: Date,
  progress: Progress,
): Promise<ScannedStore> {
  const collections = (await store.collections()).map((info) => info.name);
  const indexes = await indexClients(plan, store, now);
  const sources: ScannedSource[] = [];
  for (const [index, source] of plan.sources.entries()) {
    const started = performance.now();
    const present = collections.includes(source.collection);
    const scan = store.scan(source.collection);
    let documents = 0;
    let taken = 0;
    for await (const batch of scan) {
      for (const stored of batch) {
        const { taken: _, ...arrival } = receive(source, index, stored, now, indexes);
        const route = routeOf(arrival);
        documents++;
        if (documents % PROGRESS_EVERY === 0) progress(source.name, documents, undefined);
        if (inPartition(route, partition)) {
          taken++;
          await gathering.add(arrival, route);
        }
      }
      progress(source.name, documents, undefined);
    }
    const { bytes, sha256 } = scan.summary();
    const seconds = (performance.now() - started) / 1000;
    const summary = {
      source: source.name,
      collection: source.collection,
      present,
      documents,
      taken,
      bytes,
      seconds,
    };
    sources.push({ ...summary, sha256: present ? sha256 : undefined });
  }
  const read = new Set(plan.sources.map((source) => source.collection));
  const digest = digestOf(sources);
  const identity = store.kind === 'mongodb' ? store.label : digest;
  return { sources, unused: collections.filter((name) => !read.has(name)), indexes, digest, identity };
}

function digestOf(sources: readonly ScannedSource[]): string {
  const hash = createHash('sha256');
  for (const { collection, documents, sha256 } of sources)
    hash.update(`${collection}\n${documents}\n${sha256 ?? ''}\n`);
  return `sha256:${hash.digest('hex')}`;
}
