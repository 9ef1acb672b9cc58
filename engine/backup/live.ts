import type { SourceStore } from '../stores/index.ts';
import { countDocuments } from './count.ts';
import type { BackupManifest } from './manifest.ts';

/** How many documents of a collection a backup has, and how many its store has now. */
export interface LiveCount {
  readonly name: string;
  /** Null for a collection that the backup does not have. */
  readonly backup: number | null;
  readonly now: number;
}

/**
 * Compares the counts of a backup with those of a store at this moment, collection by collection. Differences are
 * no fault of the backup: what was written since is not in it (I59), and it is no snapshot (T40).
 */
export async function compareLive(
  manifest: BackupManifest,
  store: SourceStore,
): Promise<readonly LiveCount[]> {
  const backup = new Map(manifest.collections.map(({ name, documents }) => [name, documents]));
  const present = (await store.collections()).map(({ name }) => name);
  const names = [...backup.keys(), ...present.filter((name) => !backup.has(name))];
  const counts: LiveCount[] = [];
  for (const name of names)
    counts.push({ name, backup: backup.get(name) ?? null, now: await countDocuments(store, name) });
  return counts;
}
