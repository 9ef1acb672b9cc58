import type { Plan } from '../../contract/index.ts';
import {
  type Bucket,
  type Difference,
  type Disposition,
  differenceOf,
  dispositionOf,
  type Gathered,
  groupByClient,
} from '../../migration/index.ts';
import type { SourceStore } from '../../stores/index.ts';
import type { RunContext } from '../../transform/index.ts';

/** A version, ready to be tried on data: as if its target were empty. */
export interface Subject {
  readonly plan: Plan;
  /** The data, as this version's databases are bound. */
  readonly source: SourceStore;
  readonly context: RunContext;
}

/** What a version makes of one client of a dump. */
export interface ClientResult {
  readonly client: string;
  readonly difference: Difference;
}

/** What became of one document: under which source, why, and which keys it landed under. */
export interface DocumentFate {
  readonly source: string;
  readonly id: string;
  readonly disposition: Disposition;
  readonly code: string | undefined;
  /** Idempotency keys, as `output path[] key`. */
  readonly keys: readonly string[];
}

/** What a version makes of a bucket. */
export interface BucketResult {
  readonly clients: ReadonlyMap<string, ClientResult>;
  readonly documents: readonly DocumentFate[];
}

/** Works out a bucket's clients under a version; nothing is written. */
export function workOut({ plan, context }: Subject, bucket: Bucket): BucketResult {
  const { clients, strays } = groupByClient(plan, bucket, context.run.now);
  const results = clients.map((gathered) => clientResult(plan, context, gathered));
  const documents = results.flatMap(({ difference }) => fatesOf(difference, context));
  const aside = strays.map(({ source, idText: id, fault }): DocumentFate => {
    return { source, id, disposition: 'quarantined', code: fault.code, keys: [] };
  });
  return {
    clients: new Map(results.map((result) => [result.client, result])),
    documents: [...documents, ...aside],
  };
}

function clientResult(plan: Plan, context: RunContext, gathered: Gathered): ClientResult {
  const stored = { drawer: undefined, image: undefined };
  return { client: gathered.client, difference: differenceOf(plan, gathered, stored, context, 'batch') };
}

function fatesOf({ outcome }: Difference, context: RunContext): readonly DocumentFate[] {
  return outcome.documents.map((document): DocumentFate => {
    const keyed = document.parts.filter(({ key }) => key !== undefined);
    return {
      source: document.source.name,
      id: document.idText,
      disposition: dispositionOf(document, undefined, context.run.id),
      code: document.fault?.code,
      keys: document.fate === 'landed' ? keyed.map(({ label, key }) => `${label}[] ${key}`) : [],
    };
  });
}
