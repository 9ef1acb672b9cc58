import { contentOfCollection } from '../backup/index.ts';
import { failpoint } from '../migration/index.ts';
import { type Lease, StoreFailure, type TargetStore } from '../stores/index.ts';
import { asideName, besideName } from './beside.ts';
import type { Exchange } from './record.ts';

/** Attempts on a name that others keep writing to. */
const ATTEMPTS = 8;

/**
 * Gives every collection of the backup its name, and puts those that were there aside. Nothing is dropped; begun again
 * it goes on. What others write to a name while it is free is put aside too, under a name with a number.
 * @throws StoreFailure `store.locked` once another command has taken over
 */
export async function exchangeAll(
  store: TargetStore,
  exchanges: readonly Exchange[],
  lease: Lease,
): Promise<void> {
  for (const { name, restored } of exchanges) {
    if (restored) await exchangeOne(store, name, lease);
    else await putAside(store, name, lease);
  }
}

/** Names that the exchange of a collection needs, or may have made. */
export function isOfExchange(name: string, collection: string): boolean {
  const aside = asideName(collection);
  if (name === aside || name === besideName(collection)) return true;
  return name.startsWith(`${aside}_`) && /^\d+$/.test(name.slice(aside.length + 1));
}

/** A collection that the backup does not have. Written to again later, it is a new one and stays. */
async function putAside(store: TargetStore, name: string, lease: Lease): Promise<void> {
  const names = await namesIn(store);
  if (!names.has(name) || names.has(asideName(name))) return;
  await stillHeld(lease, store);
  await store.rename(name, asideName(name));
  failpoint('return.aside');
}

async function exchangeOne(store: TargetStore, name: string, lease: Lease): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const names = await namesIn(store);
    if (!names.has(besideName(name))) return;
    await stillHeld(lease, store);
    if (names.has(name)) {
      await store.rename(name, freeName(name, names));
      failpoint('return.aside');
    }
    try {
      await store.rename(besideName(name), name);
      failpoint('return.in_place');
      return;
    } catch (error) {
      // A plain insert makes a missing collection again.
      const taken = error instanceof StoreFailure && error.code === 'store.foreign';
      if (!taken || attempt >= ATTEMPTS) throw error;
    }
  }
}

function freeName(name: string, names: ReadonlySet<string>): string {
  const aside = asideName(name);
  if (!names.has(aside)) return aside;
  for (let number = 2; ; number++) if (!names.has(`${aside}_${number}`)) return `${aside}_${number}`;
}

/**
 * Drops what gave way, as far as it is what was confirmed; gives the names of what has changed since and stays.
 */
export async function dropReplaced(
  store: TargetStore,
  exchanges: readonly Exchange[],
  lease: Lease,
): Promise<readonly string[]> {
  const kept: string[] = [];
  const names = await namesIn(store);
  for (const { name, gives } of exchanges) {
    for (const aside of [...names].filter((one) => isOfExchange(one, name))) {
      if (aside !== asideName(name) || !(await isStill(store, aside, gives))) {
        kept.push(aside);
        continue;
      }
      await stillHeld(lease, store);
      await store.drop(aside);
      failpoint('return.dropping');
    }
  }
  return kept;
}

async function isStill(store: TargetStore, name: string, confirmed: Exchange['gives']): Promise<boolean> {
  const { documents, content } = await contentOfCollection(store, name);
  return documents === confirmed.documents && content === confirmed.content;
}

/** The names of all collections of a store. */
export async function namesIn(store: TargetStore): Promise<ReadonlySet<string>> {
  return new Set((await store.collections()).map(({ name }) => name));
}

/** Before a rename or a drop, which no store fences. */
async function stillHeld(lease: Lease, store: TargetStore): Promise<void> {
  if (await lease.renew()) return;
  throw new StoreFailure('store.locked', 'another command has taken over', {
    place: store.label,
    hint: 'run the same command again once the other has ended: it goes on from there',
  });
}
