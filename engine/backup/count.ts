import type { SourceStore, TargetStore } from '../stores/index.ts';

/** How many documents a collection has now: counted by the store where it can, else by reading them all. */
export async function countDocuments(store: SourceStore, collection: string): Promise<number> {
  if (canCount(store)) return store.count(collection);
  const scan = store.scan(collection);
  for await (const _ of scan);
  return scan.summary().documents;
}

/** Whether the store tells a count without being read; a dump does not, nor does it change. */
export function canCount(store: SourceStore): store is TargetStore {
  return 'count' in store;
}
