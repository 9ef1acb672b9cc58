import { compareText } from '../../bson/index.ts';
import type { SourceStore } from '../../stores/index.ts';
import { CollectionCensus } from './collection-census.ts';
import type { ProfileLimits } from './limits.ts';

/** A store that is profiled, by the name that the profile gives it. */
export interface ProfiledStore {
  readonly name: string;
  readonly store: SourceStore;
}

/** A collection after the first pass. */
export interface Counted {
  readonly name: string;
  readonly collection: string;
  readonly from: ProfiledStore;
  readonly census: CollectionCensus;
}

/** Told while a profile is made: the pass that begins, documents read of a collection in it. */
export interface ProfileObserver {
  pass(pass: 'count' | 'relate'): void;
  progress(collection: string, documents: number): void;
}

/** Reads every collection of every store once; those of the server itself and views are left out. */
export async function countAll(
  stores: readonly ProfiledStore[],
  limits: ProfileLimits,
  observer: ProfileObserver,
): Promise<readonly Counted[]> {
  observer.pass('count');
  const counted: Counted[] = [];
  for (const from of stores) {
    const infos = await from.store.collections();
    const names = infos.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
    for (const collection of [...names].sort(compareText)) {
      const name = stores.length > 1 ? `${from.name}.${collection}` : collection;
      const census = new CollectionCensus(limits);
      for await (const batch of from.store.scan(collection)) {
        for (const stored of batch) census.add(stored);
        observer.progress(name, census.documents);
      }
      counted.push({ name, collection, from, census });
    }
  }
  return counted;
}
