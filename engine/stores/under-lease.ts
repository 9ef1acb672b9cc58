import type { Lease, LeaseClaim, LeaseHolder, StoreFailure, TargetStore } from './port.ts';

/** How often a lease is renewed; it expires after 15 s without (design §8). */
const renewMilliseconds = 5000;

/**
 * Does something under a lease, renewed until it is done. Throws what `held` makes of the holder while
 * somebody else has it. One that is lost on the way needs no telling: the store refuses what is written under it.
 */
export async function underLease<T>(
  target: TargetStore,
  claim: string | LeaseClaim,
  holder: LeaseHolder,
  held: (other: LeaseHolder) => StoreFailure,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const lease = await target.lease(claim, holder);
  if ('heldBy' in lease) throw held(lease.heldBy);
  const timer = setInterval(() => {
    lease.renew().catch(() => undefined);
  }, renewMilliseconds);
  timer.unref();
  try {
    return await work(lease);
  } finally {
    clearInterval(timer);
    await lease.release();
  }
}
