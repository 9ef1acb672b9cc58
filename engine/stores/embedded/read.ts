import { createHash } from 'node:crypto';
import { BsonDocument, canonicalJson, inspect } from '../../bson/index.ts';
import { type CollectionScan, type CollectionSummary, type StoredDocument, StoreFailure } from '../port.ts';
import { type Bytes, type Environment, plainBytes } from './environment.ts';

/** A batch ends after this many documents or bytes, whichever comes first. */
const batchDocuments = 500;
const batchBytes = 4 * 2 ** 20;

/**
 * The documents in key order, in batches. Every batch is a short range of its own on the then current state, so a
 * slow reader pins no pages; documents written or removed meanwhile may or may not be seen (T27, T28).
 */
export async function* batches(
  environment: Environment,
  open: () => Bytes | undefined,
): AsyncGenerator<readonly Buffer[], void, undefined> {
  let last: Buffer | undefined;
  do {
    const batch: Buffer[] = [];
    last = await environment.turn(() => {
      const documents = open();
      if (documents === undefined) return undefined;
      return environment.look('reading a collection', () => takeBatch(documents, last, batch));
    });
    if (batch.length > 0) yield batch;
  } while (last !== undefined);
}

/** Fills the batch with what follows `after`; gives the last key, or `undefined` at the end. */
function takeBatch(documents: Bytes, after: Buffer | undefined, batch: Buffer[]): Buffer | undefined {
  const from = after === undefined ? { start: Buffer.from([0]) } : { start: after, exclusiveStart: true };
  let bytes = 0;
  for (const { key, value } of documents.getRange({ ...from, snapshot: true })) {
    batch.push(plainBytes(value));
    bytes += value.length;
    if (batch.length >= batchDocuments || bytes >= batchBytes) return key as Buffer;
  }
  return undefined;
}

/** A pass over a collection that checks every document and counts as it goes. */
export function scanDocuments(
  environment: Environment,
  open: () => Bytes | undefined,
  place: string,
): CollectionScan {
  let summary: CollectionSummary | undefined;
  async function* pass(): AsyncGenerator<readonly StoredDocument[], void, undefined> {
    const hash = createHash('sha256');
    let documents = 0;
    let bytes = 0;
    let last: Buffer | undefined;
    for await (const batch of batches(environment, open)) {
      yield batch.map((document): StoredDocument => {
        const { length, damage, faults } = inspect(document);
        if (damage !== undefined || length !== document.length) {
          throw damaged(place, damage?.reason ?? 'the document is followed by other bytes', last);
        }
        hash.update(document);
        documents += 1;
        bytes += document.length;
        last = document;
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

function damaged(place: string, reason: string, last: Buffer | undefined): StoreFailure {
  const id = last === undefined ? undefined : new BsonDocument(last).get('_id');
  return new StoreFailure('store.damaged', `a document of ${place} is damaged: ${reason}`, {
    place,
    hint: 'restore the folder from a copy',
    ...(id === undefined ? {} : { lastGoodId: canonicalJson(id) }),
  });
}
