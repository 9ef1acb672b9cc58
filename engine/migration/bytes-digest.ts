import { sha256 } from '../bson/index.ts';

/** The digest by which a stored document is known to be the one that was written. */
export function digestOfBytes(bytes: Uint8Array): string {
  return sha256(bytes);
}
