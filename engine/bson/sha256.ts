import * as crypto from 'node:crypto';

/** One call instead of three objects; Node.js has it from 20.12 on. */
const once = (crypto as { readonly hash?: typeof crypto.hash }).hash;

/** `sha256:` and the hex digest of bytes. */
export function sha256(bytes: Uint8Array): string {
  const hex = once === undefined ? inSteps(bytes) : once('sha256', bytes, 'hex');
  return `sha256:${hex}`;
}

function inSteps(bytes: Uint8Array): string {
  return crypto.createHash('sha256').update(bytes).digest('hex');
}
