import { type Lease, type LeaseHolder, StoreFailure, type TargetStore, underLease } from '../stores/index.ts';

/** Does something while nobody else retires, brings back or drops collections of this target. Throws `store.locked`. */
export function underRetirementLease<T>(
  target: TargetStore,
  holder: LeaseHolder,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const held = ({ host, pid, run }: LeaseHolder): StoreFailure =>
    new StoreFailure(
      'store.locked',
      `another command is retiring collections: ${run} (process ${pid} on ${host})`,
      { place: target.label, hint: 'wait for it to end' },
    );
  return underLease(target, 'retirement', holder, held, work);
}

/** Before a rename or a drop, which no store fences: throws `store.locked` once the lease is lost. */
export async function stillHeld(lease: Lease, target: TargetStore): Promise<void> {
  if (await lease.renew()) return;
  throw new StoreFailure('store.locked', 'another command has taken over', { place: target.label });
}
