import { canonicalJson } from './canonical-json.ts';
import { BsonDocument, type Fields } from './document.ts';
import { isDocument } from './fields.ts';
import type { BsonValue, PlainDocument } from './value.ts';

/**
 * Whether two values have the same canonical extended JSON (and so the same digest). Told part by part, without
 * making the texts, wherever both are of the same common kind; a canonical text ends where its value ends, so that
 * wholes are equal exactly when their parts are.
 */
export function sameValue(a: BsonValue, b: BsonValue): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (typeof a === 'number' && typeof b === 'number') return Object.is(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return a === b;
  if (a === null || b === null) return a === b;
  if (typeof a !== 'object' || typeof b !== 'object') return sameText(a, b);
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) ? sameArrays(a, b) : sameText(a, b);
  if (a instanceof Date && b instanceof Date && !Number.isNaN(a.getTime()))
    return a.getTime() === b.getTime();
  if (isDocument(a) && isDocument(b)) return sameDocuments(a, b);
  return sameText(a, b);
}

function sameText(a: BsonValue, b: BsonValue): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

function sameArrays(a: readonly BsonValue[], b: readonly BsonValue[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!sameValue(a[at] as BsonValue, b[at] as BsonValue)) return false;
  return true;
}

function sameDocuments(a: BsonDocument | PlainDocument, b: BsonDocument | PlainDocument): boolean {
  if (a instanceof BsonDocument && b instanceof BsonDocument && sameBytes(a.bytes, b.bytes)) return true;
  const left = fieldsOnce(a);
  const right = fieldsOnce(b);
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) => Object.hasOwn(right, key) && sameValue(left[key] as BsonValue, right[key] as BsonValue),
  );
}

function fieldsOnce(document: BsonDocument | PlainDocument): Fields {
  return document instanceof BsonDocument ? document.peekFields() : document;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
