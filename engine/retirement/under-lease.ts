import { keepLease } from '../migration/index.ts';
import { type Lease, type LeaseHolder, StoreFailure, type TargetStore } from '../stores/index.ts';

/** Does something while nobody else retires, brings back or drops collections of this target. Throws `store.locked`. */
export async function underLease<T>(
  target: TargetStore,
  holder: LeaseHolder,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const lease = await target.lease('retirement', holder);
  if ('heldBy' in lease) {
    const { host, pid, run } = lease.heldBy;
    throw new StoreFailure(
      'store.locked',
      `another command is retiring collections: ${run} (process ${pid} on ${host})`,
      { place: target.label, hint: 'wait for it to end' },
    );
  }
  const kept = keepLease(lease);
  try {
    return await work(lease);
  } finally {
    kept.stop();
    await lease.release();
  }
}

/** Before a rename or a drop, which no store fences: throws `store.locked` once the lease is lost. */
export async function stillHeld(lease: Lease, target: TargetStore): Promise<void> {
  if (await lease.renew()) return;
  throw new StoreFailure('store.locked', 'another command has taken over', { place: target.label });
}
