import type { Lease } from '../stores/index.ts';

/** How often a lease is renewed; it expires after 15 s without (design §8). */
const RENEW_MS = 5000;

/** Renews a lease in the background until stopped. A lost one needs no telling: writes are fenced by the store. */
export function keepLease(lease: Lease): { stop(): void } {
  const timer = setInterval(() => {
    lease.renew().catch(() => undefined);
  }, RENEW_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
