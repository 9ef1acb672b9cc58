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
      return environment.look('reading a collection', () => takeBatch(documents, last, batch, environment));
    });
    if (batch.length > 0) yield batch;
  } while (last !== undefined);
}

/** Fills the batch with what follows `after`; gives the last key, or `undefined` at the end. */
function takeBatch(
  documents: Bytes,
  after: Buffer | undefined,
  batch: Buffer[],
  environment: Environment,
): Buffer | undefined {
  const from = after === undefined ? { start: Buffer.from([0]) } : { start: after, exclusiveStart: true };
  let bytes = 0;
  for (const { key, value } of documents.getRange({ ...from, snapshot: true })) {
    batch.push(plainBytes(value));
    environment.passed();
    bytes += value.length;
    if (batch.length >= batchDocuments || bytes >= batchBytes) return key as Buffer;
  }
  return undefined;
}
