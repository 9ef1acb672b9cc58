import { withCanonicalJson } from './canonical-json.ts';
import { sha256 } from './sha256.ts';
import type { BsonValue } from './value.ts';

/** `sha256:` and the hex digest of the value's canonical extended JSON, so types count and key order does not. */
export function digest(value: BsonValue): string {
  return withCanonicalJson(value, sha256);
}
