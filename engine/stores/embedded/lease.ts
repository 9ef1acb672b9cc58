import { provablyDead } from '../holder.ts';
import { type Lease, type LeaseHolder, StoreFailure } from '../port.ts';
import { type Claimed, sharesOverlap } from '../share.ts';
import type { Bytes, Environment } from './environment.ts';
import { recordKey } from './keys.ts';

/** A lease that was not renewed for this many milliseconds may be taken by anyone (design §8). */
export const leaseMilliseconds = 15_000;

/** The record of a lease. It stays after its release, so that tokens never repeat. */
interface LeaseRecord {
  /** What it is a lease of; records of earlier builds do not say it. */
  readonly claim?: Claimed;
  readonly token: number;
  readonly holder: LeaseHolder | null;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly expires: number;
}

const kind = 'lease';

/**
 * Takes a lease: free, released, expired, or left by a process that is provably dead. So must be all that overlap with
 * it, and whoever held them has lost them.
 */
export function takeLease(
  environment: Environment,
  claim: Claimed,
  holder: LeaseHolder,
  now: () => number,
): Lease | { readonly heldBy: LeaseHolder } {
  return environment.transact('taking a lease', () => {
    const { records } = environment;
    const former = findLease(records, claim.id);
    const others = overlapping(records, claim);
    for (const record of [former, ...others.map((other) => other.record)]) {
      if (record?.holder && record.expires > now() && !provablyDead(record.holder)) {
        return { heldBy: record.holder };
      }
    }
    for (const { id, record } of others) saveLease(records, id, { ...record, holder: null });
    const token = (former?.token ?? 0) + 1;
    saveLease(records, claim.id, { claim, token, holder, expires: now() + leaseMilliseconds });
    return heldLease(environment, claim.id, token, now);
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

function heldLease(environment: Environment, id: string, token: number, now: () => number): Lease {
  const update = (what: string, change: (record: LeaseRecord) => LeaseRecord): Promise<boolean> =>
    environment.turn(() =>
      environment.transact(what, () => {
        const record = findLease(environment.records, id);
        if (record === undefined || !isHeld(record, token)) return false;
        saveLease(environment.records, id, change(record));
        return true;
      }),
    );
  return {
    name: id,
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

/** The other leases of what the claim is about. */
function overlapping(
  records: Bytes,
  { id, name, share }: Claimed,
): readonly { readonly id: string; readonly record: LeaseRecord }[] {
  const range = { start: Buffer.from(`${kind}:`), end: Buffer.from(`${kind};`) };
  return Array.from(records.getRange(range)).flatMap(({ value }) => {
    const record = parse(value);
    const { claim } = record;
    const meets = claim?.name === name && claim.id !== id && sharesOverlap(claim.share, share);
    return meets ? [{ id: claim.id, record }] : [];
  });
}

function findLease(records: Bytes, id: string): LeaseRecord | undefined {
  const bytes = records.getBinary(recordKey(kind, id));
  return bytes === undefined ? undefined : parse(bytes);
}

function saveLease(records: Bytes, id: string, record: LeaseRecord): void {
  records.putSync(recordKey(kind, id), Buffer.from(JSON.stringify(record)));
}

function parse(bytes: Buffer): LeaseRecord {
  return JSON.parse(bytes.toString()) as LeaseRecord;
}
