import { createHash } from 'node:crypto';
import type { CollectionLoss } from '../backup/index.ts';

/**
 * A short code for exactly this loss: another run, another backup, or a single byte that has changed in any collection
 * gives another one (I59).
 */
export function confirmationOf(run: string, manifest: string, loss: readonly CollectionLoss[]): string {
  const facts = loss.map(({ name, backup, now, content }) => [name, backup, now, content]);
  const hash = createHash('sha256')
    .update(JSON.stringify([run, manifest, facts]))
    .digest('hex');
  return `${hash.slice(0, 4)}-${hash.slice(4, 8)}`;
}
