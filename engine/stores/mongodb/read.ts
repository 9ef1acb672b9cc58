import { createHash } from 'node:crypto';
import type { Collection, Document } from 'mongodb';
import { BsonDocument, type BsonValue, canonicalJson, inspect } from '../../bson/index.ts';
import { type CollectionScan, type CollectionSummary, type StoredDocument, StoreFailure } from '../port.ts';
import { retried } from './retry.ts';
import { idKey, toDriver } from './values.ts';

/** A batch ends after this many documents or bytes, whichever comes first. */
const batchDocuments = 1000;
const batchBytes = 4 * 2 ** 20;

/**
 * The documents in the order of `_id`, in batches. Each batch is a short range of its own, found through the index of
 * `_id` whatever the ids' types, so no cursor lives long and one that dies costs one batch (T27, T28).
 */
export async function* batches(
  collection: Collection,
  place: string,
): AsyncGenerator<readonly Buffer[], void, undefined> {
  let last: BsonValue | undefined;
  for (;;) {
    const after = last;
    const { documents, ended } = await retried('reading a collection', place, () =>
      takeBatch(collection, after),
    );
    if (documents.length > 0) yield documents;
    if (ended) return;
    last = new BsonDocument(documents.at(-1) ?? new Uint8Array()).get('_id');
  }
}

async function takeBatch(
  collection: Collection,
  after: BsonValue | undefined,
): Promise<{ readonly documents: readonly Buffer[]; readonly ended: boolean }> {
  const limit = batchDocuments + (after === undefined ? 0 : 1);
  const cursor = collection.find({}, { raw: true, sort: { _id: 1 }, limit, batchSize: limit });
  if (after !== undefined) cursor.min({ _id: toDriver(after) } as Document).hint({ _id: 1 });
  const documents: Buffer[] = [];
  const skipped = after === undefined ? undefined : idKey(after);
  let bytes = 0;
  let first = true;
  try {
    for await (const found of cursor) {
      const document = Buffer.from(found as unknown as Uint8Array);
      const repeated =
        first && skipped !== undefined && idKey(new BsonDocument(document).get('_id') ?? null) === skipped;
      first = false;
      if (repeated) continue;
      documents.push(document);
      bytes += document.length;
      if (documents.length >= batchDocuments || bytes >= batchBytes) return { documents, ended: false };
    }
    return { documents, ended: true };
  } finally {
    await cursor.close();
  }
}

/** A pass over a collection that checks every document and counts as it goes. */
export function scanDocuments(collection: Collection, place: string): CollectionScan {
  let summary: CollectionSummary | undefined;
  async function* pass(): AsyncGenerator<readonly StoredDocument[], void, undefined> {
    const hash = createHash('sha256');
    let documents = 0;
    let bytes = 0;
    for await (const batch of batches(collection, place)) {
      yield batch.map((document): StoredDocument => {
        const { damage, faults } = inspect(document);
        if (damage !== undefined) throw damaged(place, damage.reason, document);
        hash.update(document);
        documents += 1;
        bytes += document.length;
        return { bytes: document, faults };
      });
    }
    summary = { documents, bytes, sha256: `sha256:${hash.digest('hex')}` };
  }
  return {
    [Symbol.asyncIterator]: pass,
    summary() {
      if (summary === undefined) throw new Error(`the pass over ${place} has not ended`);
      return summary;
    },
  };
}

/** Ids of one question to the server. */
const idsAtOnce = 500;

/** The documents with these ids, in the order asked. */
export async function readDocuments(
  collection: Collection,
  ids: readonly BsonValue[],
  place: string,
): Promise<readonly (Uint8Array | undefined)[]> {
  const found = new Map<string, Uint8Array>();
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const some = ids.slice(at, at + idsAtOnce).map(toDriver);
    await retried('reading documents', place, async () => {
      const filter = { _id: { $in: some } } as Document;
      for await (const raw of collection.find(filter, { raw: true })) {
        const document = Buffer.from(raw as unknown as Uint8Array);
        found.set(idKey(new BsonDocument(document).get('_id') ?? null), document);
      }
    });
  }
  return ids.map((id) => found.get(idKey(id)));
}

function damaged(place: string, reason: string, document: Buffer): StoreFailure {
  const id = new BsonDocument(document).get('_id');
  return new StoreFailure('store.damaged', `a document of ${place} is damaged: ${reason}`, {
    place,
    hint: 'restore it from a backup',
    ...(id === undefined ? {} : { lastGoodId: canonicalJson(id) }),
  });
}
