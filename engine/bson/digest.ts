import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { BsonValue } from './value.ts';

/** `sha256:` and the hex digest of the value's canonical extended JSON, so types count and key order does not. */
export function digest(value: BsonValue): string {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}
