import { underRunLease, wholePartition } from '../migration/index.ts';
import { type Lease, type LeaseHolder, StoreFailure, type TargetStore, underLease } from '../stores/index.ts';

/** Does something while nobody else restores into this database. Throws `store.locked`. */
export function underRestoreLease<T>(
  store: TargetStore,
  holder: LeaseHolder,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const held = ({ host, pid }: LeaseHolder): StoreFailure =>
    new StoreFailure('store.locked', `a restore is at work on it: process ${pid} on ${host}`, {
      place: store.label,
      hint: 'wait until it has ended',
    });
  return underLease(store, 'restore', holder, held, work);
}

/** Does something while no run is at work on the target, whatever part of the clients it took. Throws `store.locked`. */
export function underAllRunLeases<T>(
  target: TargetStore,
  holder: LeaseHolder,
  work: () => Promise<T>,
): Promise<T> {
  return underRunLease(target, wholePartition, holder, work);
}
