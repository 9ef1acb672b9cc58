import { BsonDocument, canonicalJson, idKey } from '../bson/index.ts';
import { type CollectionSummary, type SourceStore, StoreFailure } from '../stores/index.ts';
import { ContentSum } from './content-sum.ts';
import { RepeatFinder } from './repeats.ts';

/** What a whole pass over a collection has found, before any of it is written elsewhere. */
export interface Survey extends CollectionSummary {
  readonly name: string;
  /** What a store holds afterwards: every id once, each document as the target arranges it. */
  readonly distinct: { readonly documents: number; readonly content: string };
  /** The ids that come more than once. */
  readonly repeated: ReadonlySet<string>;
}

/** How to look at a collection. */
export interface SurveyOptions {
  /** A document as the target will keep it. */
  readonly arrange: (document: Uint8Array) => Uint8Array;
  /** Two documents with one id and different content: the first one counts, or the survey fails. */
  readonly repeated: 'first' | 'refuse';
  readonly progress: (done: number) => void;
}

/**
 * Reads a collection to its end. Documents that a dump under live writes holds twice count once (T27, T28).
 * @throws StoreFailure what reading throws; `store.damaged` for a document without `_id`, or two that share one
 */
export async function surveyCollection(
  source: SourceStore,
  name: string,
  options: SurveyOptions,
): Promise<Survey> {
  const finder = new RepeatFinder();
  const content = new ContentSum();
  const scan = source.scan(name);
  let done = 0;
  for await (const batch of scan) {
    for (const { bytes } of batch) {
      finder.add(keyOf(bytes, source, name));
      content.add(options.arrange(bytes));
    }
    done += batch.length;
    options.progress(done);
  }
  const summary = scan.summary();
  const suspects = finder.suspects();
  if (suspects === undefined) {
    const distinct = { documents: summary.documents, content: content.text };
    return { name, ...summary, distinct, repeated: new Set() };
  }
  return { name, ...summary, ...(await distinctOf(source, name, suspects, options)) };
}

/** The second pass, where some ids may come more than once: counts each of them once. */
async function distinctOf(
  source: SourceStore,
  name: string,
  suspects: (key: string) => boolean,
  options: SurveyOptions,
): Promise<Pick<Survey, 'distinct' | 'repeated'>> {
  const first = new Map<string, Uint8Array>();
  const repeated = new Set<string>();
  const content = new ContentSum();
  let documents = 0;
  for await (const batch of source.scan(name)) {
    for (const { bytes } of batch) {
      const key = keyOf(bytes, source, name);
      const before = suspects(key) ? first.get(key) : undefined;
      if (before !== undefined) {
        repeated.add(key);
        if (options.repeated === 'refuse' && !Buffer.from(before).equals(bytes)) {
          throw new StoreFailure('store.damaged', `two documents of ${name} have one _id and differ`, {
            place: `${source.label}#${name}`,
            lastGoodId: canonicalJson(new BsonDocument(before).get('_id') ?? null),
            hint: 'dump the collection again while nobody writes to it',
          });
        }
        continue;
      }
      if (suspects(key)) first.set(key, Uint8Array.from(bytes));
      content.add(options.arrange(bytes));
      documents += 1;
    }
  }
  return { distinct: { documents, content: content.text }, repeated };
}

function keyOf(bytes: Uint8Array, source: SourceStore, name: string): string {
  const id = new BsonDocument(bytes).get('_id');
  if (id !== undefined) return idKey(id);
  throw new StoreFailure('store.damaged', `a document of ${name} has no _id`, {
    place: `${source.label}#${name}`,
    hint: 'no collection of a server holds such a document: take the dump again',
  });
}
