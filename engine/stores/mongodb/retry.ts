import { setTimeout as wait } from 'node:timers/promises';
import { failureOf, passes } from './failure.ts';

/** Waits between tries: about half a minute in all, enough for an election. */
const waits = [10, 50, 100, 250, 500, 1000, 2000, 4000, 8000, 14_000] as const;

/** Does something that may be done again, and does it again while its failures are of the kind that passes. */
export async function retried<T>(what: string, place: string, action: () => Promise<T>): Promise<T> {
  for (const pause of [...waits, undefined]) {
    try {
      return await action();
    } catch (error) {
      if (pause === undefined || !passes(error)) throw failureOf(error, what, place);
      await wait(pause);
    }
  }
  throw new Error('unreachable');
}
