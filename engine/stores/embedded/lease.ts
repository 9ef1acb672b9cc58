import { provablyDead } from '../holder.ts';
import { type Lease, type LeaseHolder, StoreFailure } from '../port.ts';
import type { Bytes, Environment } from './environment.ts';
import { recordKey } from './keys.ts';

/** A lease that was not renewed for this many milliseconds may be taken by anyone (design §8). */
export const leaseMilliseconds = 15_000;

/** The record of a lease. It stays after its release, so that tokens never repeat. */
interface LeaseRecord {
  readonly token: number;
  readonly holder: LeaseHolder | null;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly expires: number;
}

const kind = 'lease';

/** Takes the lease of that name: free, released, expired, or left by a process that is provably dead. */
export function takeLease(
  environment: Environment,
  name: string,
  holder: LeaseHolder,
  now: () => number,
): Lease | { readonly heldBy: LeaseHolder } {
  return environment.transact('taking a lease', () => {
    const record = findLease(environment.records, name);
    const current = record?.holder;
    if (record !== undefined && current && record.expires > now() && !provablyDead(current)) {
      return { heldBy: current };
    }
    const token = (record?.token ?? 0) + 1;
    saveLease(environment.records, name, { token, holder, expires: now() + leaseMilliseconds });
    return heldLease(environment, name, token, now);
  });
}

/** To be called in the transaction that writes: throws `store.locked` unless the lease is still the holder's. */
export function checkLease(environment: Environment, lease: Lease): void {
  if (isHeld(findLease(environment.records, lease.name), lease.token)) return;
  throw new StoreFailure('store.locked', `the lease ${lease.name} was taken over; nothing was written`, {
    place: environment.directory,
    hint: 'another run is at work on this target; run the command again when it has ended',
  });
}

function heldLease(environment: Environment, name: string, token: number, now: () => number): Lease {
  const update = (what: string, change: (record: LeaseRecord) => LeaseRecord): Promise<boolean> =>
    environment.turn(() =>
      environment.transact(what, () => {
        const record = findLease(environment.records, name);
        if (record === undefined || !isHeld(record, token)) return false;
        saveLease(environment.records, name, change(record));
        return true;
      }),
    );
  return {
    name,
    token,
    renew() {
      return update('renewing a lease', (record) => ({ ...record, expires: now() + leaseMilliseconds }));
    },
    async release() {
      await update('releasing a lease', (record) => ({ ...record, holder: null }));
    },
  };
}

function isHeld(record: LeaseRecord | undefined, token: number): boolean {
  return record !== undefined && record.holder !== null && record.token === token;
}

function findLease(records: Bytes, name: string): LeaseRecord | undefined {
  const bytes = records.getBinary(recordKey(kind, name));
  return bytes === undefined ? undefined : (JSON.parse(bytes.toString()) as LeaseRecord);
}

function saveLease(records: Bytes, name: string, record: LeaseRecord): void {
  records.putSync(recordKey(kind, name), Buffer.from(JSON.stringify(record)));
}
