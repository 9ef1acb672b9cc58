import { type BsonValue, encode } from '../../bson/index.ts';
import type { Place } from '../../contract/index.ts';
import { ClientIndexing, groupByClient, receive } from '../../migration/index.ts';
import type { RunContext } from '../../transform/index.ts';
import { explainPath } from '../explain/explain.ts';
import { type DocumentStory, storyOf } from '../explain/from.ts';
import { valuePaths } from '../explain/value-paths.ts';
import { type ClientTrace, traceClient } from '../tracing/client-trace.ts';
import type { TracedContract } from '../tracing/traced-contract.ts';
import type { Chosen } from './choose.ts';

/** A value that a document has in the drawer without any of its own values: a literal, its rank. */
export interface Addition {
  readonly path: string;
  readonly value: BsonValue | undefined;
  readonly place: Place | undefined;
}

/** What a mapping makes of one document. */
export interface Attempt {
  readonly story: DocumentStory;
  readonly additions: readonly Addition[];
}

/**
 * What a contract makes of documents, each within its client. They are received anew, so that a contract that has
 * changed since they were chosen sees them as a run would. `undefined` for one that no client has now.
 */
export function attempt(
  traced: TracedContract,
  { gathered, documents }: Chosen,
  context: RunContext,
): readonly (Attempt | undefined)[] {
  const { plan } = traced;
  const all = gathered.documents.flatMap(({ source, whole }) => {
    const position = plan.sources.findIndex(({ name }) => name === source.name);
    const found = plan.sources[position];
    if (found === undefined) return [];
    return [{ found, position, stored: { bytes: encode(whole), faults: [] } }];
  });
  const indexing = new ClientIndexing(plan, context.run.now);
  for (const { found, stored } of all) indexing.add(found, stored);
  const arrivals = all.map(({ found, position, stored }) =>
    receive(found, position, stored, context.run.now, indexing.indexes),
  );
  const traces = groupByClient(plan, { arrivals }, context.run.now).clients.map((client) =>
    traceClient(traced, client, { drawer: undefined, image: undefined }, context),
  );
  return documents.map(({ source, id }) => {
    for (const trace of traces) {
      const document = trace.dossier.documents.find((one) => one.source.name === source && one.idText === id);
      if (document !== undefined)
        return { story: storyOf(trace, document), additions: additionsOf(trace, source, id) };
    }
    return undefined;
  });
}

function additionsOf(trace: ClientTrace, source: string, id: string): readonly Addition[] {
  return valuePaths(trace).flatMap((path): readonly Addition[] => {
    const { document, reads, place, value, path: text } = explainPath(trace, path);
    const own = document?.source === source && document.id === id;
    return own && reads.length === 0 ? [{ path: text, value, place }] : [];
  });
}
