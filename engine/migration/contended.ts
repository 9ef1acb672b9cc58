import { setTimeout as wait } from 'node:timers/promises';
import { StoreFailure, type TargetStore } from '../stores/index.ts';

/** Attempts on documents that others change at the same time. */
const ATTEMPTS = 20;

/** Longest pause between two attempts, in milliseconds. */
const LONGEST_PAUSE = 250;

/**
 * Before an attempt, counted from 0, on documents that others have changed meanwhile: gives them a moment. Throws
 * `store.contended` after so many that it is no coincidence.
 */
export async function nextAttempt(attempt: number, store: TargetStore): Promise<void> {
  if (attempt > ATTEMPTS)
    throw new StoreFailure('store.contended', 'others kept changing the same documents', {
      place: store.label,
      hint: 'run the command again when less is written; what was acknowledged is there',
    });
  if (attempt > 1) await wait(Math.min(LONGEST_PAUSE, 5 * 2 ** attempt));
}
