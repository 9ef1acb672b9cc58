import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { BsonDocument } from './document.ts';
import type { BsonValue } from './value.ts';

/** `sha256:` and the hex digest of the value's canonical extended JSON, so types count and key order does not. */
export function digest(value: BsonValue): string {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}

/** Whether two values have the same canonical extended JSON (and so the same digest). */
export function sameValue(a: BsonValue, b: BsonValue): boolean {
  if (a === b && typeof a !== 'number') return true;
  if (typeof a === 'string' && typeof b === 'string') return false;
  if (typeof a === 'number' && typeof b === 'number') return Object.is(a, b);
  if (a instanceof BsonDocument && b instanceof BsonDocument && sameBytes(a.bytes, b.bytes)) return true;
  return canonicalJson(a) === canonicalJson(b);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
