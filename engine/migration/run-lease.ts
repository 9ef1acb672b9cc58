import {
  type Lease,
  type LeaseClaim,
  type LeaseHolder,
  StoreFailure,
  type TargetStore,
  underLease,
} from '../stores/index.ts';
import type { Partition } from './route.ts';

/** The lease of a partition of a target (design §8): partitions that may have clients in common exclude each other. */
export function runLease({ index, count }: Partition): LeaseClaim {
  return { name: 'migration', share: { index, count } };
}

/** Does something while no other run is at work on any of the partition's clients. Throws `store.locked`. */
export function underRunLease<T>(
  target: TargetStore,
  partition: Partition,
  holder: LeaseHolder,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const held = ({ host, pid, run }: LeaseHolder): StoreFailure =>
    new StoreFailure('store.locked', `another run holds the target: ${run} (process ${pid} on ${host})`, {
      place: target.label,
      hint: 'wait for it to end; a process that has died gives way at once on its own host, after 15 s elsewhere',
    });
  return underLease(target, runLease(partition), holder, held, work);
}
