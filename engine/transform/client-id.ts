import { Double, Long, ObjectId } from 'bson';

/** The canonical client id, or why there is none. */
export type ClientId = { readonly client: string } | { readonly fault: 'client.missing' | 'client.invalid' };

const edges = /^\p{White_Space}+|\p{White_Space}+$/gu;
const invalid: ClientId = { fault: 'client.invalid' };

/**
 * Canonical client id (I32): text without the Unicode white space around it; whole numbers as decimal text, doubles
 * only within ±(2^53−1); ObjectId as hex. Ids are opaque: never padded, never parsed.
 */
export function canonicalClient(value: unknown): ClientId {
  if (value === undefined || value === null) return { fault: 'client.missing' };
  if (typeof value === 'string') {
    const client = value.replace(edges, '');
    return client === '' ? invalid : { client };
  }
  if (typeof value === 'number') return fromNumber(value);
  if (value instanceof Double) return fromNumber(value.value);
  if (value instanceof Long) return { client: value.toString() };
  if (value instanceof ObjectId) return { client: value.toHexString() };
  return invalid;
}

function fromNumber(value: number): ClientId {
  return Number.isSafeInteger(value) ? { client: String(value === 0 ? 0 : value) } : invalid;
}
