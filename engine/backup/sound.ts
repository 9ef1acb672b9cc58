import { type CollectionInfo, type SourceStore, StoreFailure } from '../stores/index.ts';
import { checkFiles } from './check.ts';
import { nothingToRestore } from './failure.ts';
import type { BackupObserver } from './observer.ts';
import type { OpenedBackup } from './open.ts';

/**
 * Holds the files of a backup against its manifest; without one everything is read to its end. `only` looks at the
 * files of these collections alone.
 * @throws StoreFailure `store.damaged`, naming the first damage
 * @throws BackupFailure `restore.nothing` where no collection holds a document
 */
export async function requireSound(
  { directory, manifest, store, expected }: OpenedBackup,
  collections: readonly CollectionInfo[],
  only: readonly string[] | undefined,
  observer: BackupObserver,
): Promise<void> {
  observer.step('check');
  if (manifest === undefined) {
    if ((await readToEnd(store, collections, observer)) === 0) throw nothingToRestore(store);
    return;
  }
  const known = new Set(manifest.collections.map(({ name }) => name));
  const strangers = collections.filter(({ name }) => !known.has(name));
  const [damage, ...more] = [
    ...(await checkFiles(directory, manifest, only && new Set(only))),
    ...strangers.map(({ name }) => ({ message: `the manifest does not know ${name}`, place: directory })),
  ];
  if (damage === undefined) {
    if (collections.every(({ name }) => expected.get(name)?.documents === 0)) throw nothingToRestore(store);
    return;
  }
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  throw new StoreFailure('store.damaged', `the backup is damaged: ${damage.message}${others}`, {
    place: damage.place,
    hint: 'nothing was changed; drawer backup verify shows everything that is wrong with it',
  });
}

async function readToEnd(
  store: SourceStore,
  collections: readonly CollectionInfo[],
  observer: BackupObserver,
): Promise<number> {
  let documents = 0;
  for (const { name } of collections) {
    let done = 0;
    for await (const batch of store.scan(name)) {
      done += batch.length;
      observer.progress(name, done, undefined);
    }
    documents += done;
  }
  return documents;
}
