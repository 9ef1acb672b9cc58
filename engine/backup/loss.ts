import { BsonDocument, type BsonValue, idKey } from '../bson/index.ts';
import type { SourceStore, TargetStore } from '../stores/index.ts';
import { ContentSum } from './content-sum.ts';
import { idFirst } from './id-first.ts';
import { type BackupObserver, silent } from './observer.ts';
import { surveyCollection } from './survey.ts';

/** What a collection would lose if it were put back to a backup, in documents. */
export interface CollectionLoss {
  readonly name: string;
  /** In the backup; null for a collection that it does not have. */
  readonly backup: number | null;
  readonly now: number;
  /** There now and not in the backup. */
  readonly added: number;
  /** In both, and not the same. */
  readonly changed: number;
  /** In the backup and not there now: they come back. */
  readonly missing: number;
  /** Of the added and changed ones, those that `ours` names. */
  readonly ours: number;
  /** `sum256:<hex>` of everything that is there now. */
  readonly content: string;
  /** The same of what `ours` does not name. */
  readonly others: string;
}

/** The content of a collection that holds nothing. */
export const noContent = new ContentSum().text;

/** What to compare. */
export interface LossOptions {
  /** Collections that are not looked at. */
  readonly skip: (collection: string) => boolean;
  /** Documents to be counted apart. */
  readonly ours: (collection: string, id: BsonValue) => boolean;
  readonly observer?: BackupObserver;
}

/**
 * Compares every document of a store with the backup's, to the byte (I59): exact while nobody writes. Reads only.
 * Collections that are in neither are left out, those of both come in the backup's order.
 */
export async function lossOf(
  backup: SourceStore,
  store: TargetStore,
  { skip, ours, observer = silent }: LossOptions,
): Promise<readonly CollectionLoss[]> {
  const kept = new Set((await backup.collections()).map(({ name }) => name).filter((name) => !skip(name)));
  const present = (await store.collections()).map(({ name }) => name).filter((name) => !skip(name));
  observer.step('loss');
  const found: CollectionLoss[] = [];
  for (const name of new Set([...kept, ...present])) {
    const now = await countNow(store, name, ours, observer);
    const same = kept.has(name) ? await compare(backup, store, name, ours, observer) : undefined;
    const { changed, missing, both, oursBoth, oursChanged } = same ?? nothing;
    found.push({
      name,
      backup: same?.backup ?? null,
      now: now.documents,
      added: Math.max(0, now.documents - both),
      changed,
      missing,
      ours: Math.max(0, now.ours - oursBoth) + oursChanged,
      content: now.content,
      others: now.others,
    });
  }
  return found;
}

const nothing = { changed: 0, missing: 0, both: 0, oursBoth: 0, oursChanged: 0 };

async function countNow(
  store: SourceStore,
  name: string,
  ours: LossOptions['ours'],
  observer: BackupObserver,
): Promise<{
  readonly documents: number;
  readonly ours: number;
  readonly content: string;
  readonly others: string;
}> {
  const content = new ContentSum();
  const others = new ContentSum();
  let [documents, own] = [0, 0];
  for await (const batch of store.scan(name)) {
    for (const { bytes } of batch) {
      content.add(bytes);
      if (ours(name, idOf(bytes))) own++;
      else others.add(bytes);
    }
    documents += batch.length;
    observer.progress(name, documents, undefined);
  }
  return { documents, ours: own, content: content.text, others: others.text };
}

/** Goes through the backup's documents and asks the store for each. One that a dump holds twice counts once. */
async function compare(
  backup: SourceStore,
  store: TargetStore,
  name: string,
  ours: LossOptions['ours'],
  observer: BackupObserver,
): Promise<typeof nothing & { readonly backup: number }> {
  const arrange = store.kind === 'mongodb' ? idFirst : (document: Uint8Array) => document;
  const progress = (): void => undefined;
  const { distinct, repeated } = await surveyCollection(backup, name, {
    arrange,
    repeated: 'refuse',
    progress,
  });
  const seen = new Set<string>();
  const isFirst = (key: string): boolean => {
    if (seen.has(key)) return false;
    if (repeated.has(key)) seen.add(key);
    return true;
  };
  const counts = { ...nothing };
  let done = 0;
  for await (const batch of backup.scan(name)) {
    const documents = batch
      .map(({ bytes }) => ({ id: idOf(bytes), bytes: arrange(bytes) }))
      .filter(({ id }) => isFirst(idKey(id)));
    const stored = await store.read(
      name,
      documents.map(({ id }) => id),
    );
    for (const [at, { id, bytes }] of documents.entries()) {
      const there = stored[at];
      if (there === undefined) {
        counts.missing++;
        continue;
      }
      const own = ours(name, id);
      const differs = !Buffer.from(there).equals(bytes);
      counts.both++;
      if (differs) counts.changed++;
      if (own) counts.oursBoth++;
      if (own && differs) counts.oursChanged++;
    }
    done += batch.length;
    observer.progress(name, done, distinct.documents);
  }
  return { ...counts, backup: distinct.documents };
}

function idOf(document: Uint8Array): BsonValue {
  return new BsonDocument(document).get('_id') ?? null;
}

/** What a collection holds: its number of documents, and a digest of them in any order. */
export async function contentOfCollection(
  store: SourceStore,
  name: string,
): Promise<{ readonly documents: number; readonly content: string }> {
  const content = new ContentSum();
  let documents = 0;
  for await (const batch of store.scan(name)) {
    for (const { bytes } of batch) content.add(bytes);
    documents += batch.length;
  }
  return { documents, content: content.text };
}
