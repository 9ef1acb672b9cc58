import { BsonDocument, idText, typeName } from '../bson/index.ts';
import type { Plan, SourcePlan } from '../contract/index.ts';
import type { SourceStore } from '../stores/index.ts';
import { DocumentEffects, dateOf, takenBy } from '../transform/index.ts';

const HOUR_MS = 3_600_000;

/** A date further ahead than this is a fault of the document and no sign of somebody who writes. */
const AHEAD_MS = 24 * HOUR_MS;

/** What a pass over a collection has found. */
export interface Look {
  readonly collection: string;
  readonly documents: number;
  /** Digest of the content, in storage order. */
  readonly sha256: string;
  /** Documents younger than the quiet time, and the youngest instant among them. */
  readonly recent: number;
  readonly newest: Date | undefined;
}

/**
 * Reads a collection to its end and looks for signs of somebody who still writes to it (I67): a document is as young
 * as its date by the contract, or as its `_id` if that is an ObjectId, whichever is later. An update leaves neither;
 * only two looks with different digests tell it.
 */
export async function look(
  plan: Plan,
  store: SourceStore,
  collection: string,
  now: Date,
  quietHours: number,
): Promise<Look> {
  const sources = plan.sources.filter((source) => source.collection === collection);
  const from = now.getTime() - quietHours * HOUR_MS;
  const scan = store.scan(collection);
  let recent = 0;
  let newest = Number.NEGATIVE_INFINITY;
  for await (const batch of scan) {
    for (const { bytes } of batch) {
      const instants = instantsOf(sources, new BsonDocument(bytes), now).filter(
        (instant) => instant > from && instant <= now.getTime() + AHEAD_MS,
      );
      if (instants.length === 0) continue;
      recent++;
      newest = Math.max(newest, ...instants);
    }
  }
  const { documents, sha256 } = scan.summary();
  return { collection, documents, sha256, recent, newest: recent === 0 ? undefined : new Date(newest) };
}

function instantsOf(sources: readonly SourcePlan[], document: BsonDocument, now: Date): readonly number[] {
  const instants: number[] = [];
  const id = document.get('_id');
  if (id !== undefined && typeName(id) === 'objectId')
    instants.push(Number.parseInt(idText(id).slice(0, 8), 16) * 1000);
  for (const source of sources) {
    const taken = takenBy(source, document, now);
    if (!('object' in taken)) continue;
    const of = { document: taken.object, whole: document };
    const dated = dateOf(source, of, now, new DocumentEffects());
    if (dated !== undefined && 'date' in dated) instants.push(dated.date.getTime());
  }
  return instants;
}
