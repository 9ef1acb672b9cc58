import { setTimeout } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { failureOf, type Remedy, remedyOf, type Work } from './failure.ts';

/** How long a piece of work is tried again, in milliseconds from its first failure. */
export interface Patience {
  readonly outage: number;
  /** Longer than the 60 seconds after which a server ends a transaction that somebody has left behind. */
  readonly conflict: number;
}

export const usualPatience: Patience = { outage: 30_000, conflict: 75_000 };

const firstDelay = 20;
const longestDelay: Readonly<Record<Exclude<Remedy, 'none'>, number>> = { outage: 2000, conflict: 250 };

/**
 * Does something that may be done more than once, again and again while it helps and patience lasts. Throws a
 * `StoreFailure` for errors of the driver and the server.
 */
export async function persist<T>(connection: Connection, work: Work, action: () => Promise<T>): Promise<T> {
  let failedFirst: number | undefined;
  for (let round = 0; ; round += 1) {
    try {
      return await action();
    } catch (error) {
      const remedy = remedyOf(error);
      failedFirst ??= performance.now();
      if (remedy === 'none' || performance.now() - failedFirst >= connection.patience[remedy]) {
        throw failureOf(error, work, connection);
      }
      await setTimeout(Math.min(firstDelay * 2 ** round, longestDelay[remedy]));
    }
  }
}
