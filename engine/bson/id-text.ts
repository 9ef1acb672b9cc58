import { Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { canonicalJson } from './canonical-json.ts';
import type { BsonValue } from './value.ts';

/**
 * An id as text: a text as it is, int32 and int64 in decimal, integral doubles within ±(2^53−1) too (−0.0 is `0`),
 * an ObjectId as hex, anything else as canonical extended JSON. Ids are compared as this text.
 */
export function idText(value: BsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value) ?? canonicalJson(value);
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Long && !(value instanceof Timestamp)) return value.toSigned().toString();
  if (value instanceof Double || value instanceof Int32)
    return numberText(value.value) ?? canonicalJson(value);
  return canonicalJson(value);
}

function numberText(value: number): string | undefined {
  return Number.isSafeInteger(value) ? String(value) : undefined;
}
