import { randomBytes } from 'node:crypto';
import { currentHolder, type LeaseHolder } from '../engine/stores/index.ts';

/** A run that begins now: its id, its start, and who holds its lease. */
export function newRun(): {
  readonly run: { readonly id: string; readonly now: Date };
  readonly holder: LeaseHolder;
} {
  const now = new Date();
  const instant = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const id = `${instant}-${randomBytes(3).toString('hex')}`;
  return { run: { id, now }, holder: currentHolder(id) };
}
