import { createHash } from 'node:crypto';
import { BsonDocument, canonicalJson, inspect } from '../bson/index.ts';
import { type CollectionScan, type CollectionSummary, type StoredDocument, StoreFailure } from './port.ts';

/**
 * A pass over a collection that checks every document and counts as it goes; `batches` begins a new reading from the
 * start, `hint` says what to do about a damaged document.
 */
export function passOver(
  batches: () => AsyncIterable<readonly Uint8Array[]>,
  place: string,
  hint: string,
): CollectionScan {
  let summary: CollectionSummary | undefined;
  async function* pass(): AsyncGenerator<readonly StoredDocument[], void, undefined> {
    summary = undefined;
    const hash = createHash('sha256');
    let documents = 0;
    let bytes = 0;
    let last: Uint8Array | undefined;
    for await (const batch of batches()) {
      yield batch.map((document): StoredDocument => {
        const { length, damage, faults } = inspect(document);
        if (damage !== undefined || length !== document.length) {
          const reason = damage?.reason ?? 'the document is followed by other bytes';
          throw damaged(place, hint, reason, last);
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

function damaged(place: string, hint: string, reason: string, last: Uint8Array | undefined): StoreFailure {
  const id = last === undefined ? undefined : new BsonDocument(last).get('_id');
  return new StoreFailure('store.damaged', `a document of ${place} is damaged: ${reason}`, {
    place,
    hint,
    ...(id === undefined ? {} : { lastGoodId: canonicalJson(id) }),
  });
}
