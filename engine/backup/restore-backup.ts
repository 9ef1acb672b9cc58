import {
  currentHolder,
  type LeaseHolder,
  type SourceStore,
  StoreFailure,
  type StoreNotice,
  type TargetStore,
  underLease,
} from '../stores/index.ts';
import { checkFiles } from './check.ts';
import { type Choice, type Chosen, chooseCollections } from './choose.ts';
import { nothingToRestore } from './failure.ts';
import { manifestName } from './manifest.ts';
import { type BackupObserver, silent } from './observer.ts';
import { type OpenedBackup, openBackup } from './open.ts';
import { type RestoredStore, restoreStore } from './restore-store.ts';
import { requireEmpty, restoreUnderWay } from './restoring.ts';

/** How to restore a backup. */
export interface RestoreOptions extends Choice {
  readonly observer?: BackupObserver;
}

/** A restore that came to its end, compared with the manifest where there is one. */
export interface RestoredBackup extends RestoredStore {
  readonly directory: string;
  readonly target: string;
  /** Digest of the manifest; absent for what mongodump wrote, which was compared with itself. */
  readonly manifest?: string;
}

/**
 * Restores a backup, or what mongodump wrote, into a target that has none of its collections (I57, T43). Everything
 * that can be known beforehand is found before the target is opened for writing: damage, missing files, obstacles.
 * @param open opens the target; with `create` it makes an embedded store that is not there yet
 * @throws StoreFailure `store.damaged`, `store.missing`, `store.locked` while another restore is at it, and others
 * @throws BackupFailure as {@link restoreStore}
 */
export async function restoreBackup(
  path: string,
  open: (create: boolean) => Promise<TargetStore>,
  options: RestoreOptions = {},
): Promise<RestoredBackup> {
  const observer = options.observer ?? silent;
  const backup = await openBackup(path);
  const { directory, store, manifest, expected } = backup;
  const chosen = await chooseCollections(store, options);
  let target = await openIfThere(open);
  try {
    if (target !== undefined && (await restoreUnderWay(target)) === undefined)
      await requireEmpty(target, chosen.collections);
    await requireSound(backup, chosen, options, observer);
    for (const notice of noticesOf(backup)) observer.notice(notice);
    target ??= await open(true);
    const opened = target;
    const restored = await underLease(
      opened,
      'restore',
      currentHolder('restore'),
      (other) => held(opened, other),
      (lease) => restoreStore(store, opened, { ...options, expected, lease, observer }),
    );
    const known = manifest === undefined ? {} : { manifest: manifest.digest };
    return { ...restored, directory, target: opened.label, ...known };
  } finally {
    await target?.close();
  }
}

async function openIfThere(
  open: (create: boolean) => Promise<TargetStore>,
): Promise<TargetStore | undefined> {
  try {
    return await open(false);
  } catch (error) {
    if (error instanceof StoreFailure && error.code === 'store.missing') return undefined;
    throw error;
  }
}

/** Holds the files against the manifest; without one everything is read to its end. There must be some document. */
async function requireSound(
  { directory, manifest, store, expected }: OpenedBackup,
  { collections }: Chosen,
  { only }: Choice,
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
  collections: Chosen['collections'],
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

function noticesOf({ directory, manifest, store }: OpenedBackup): readonly StoreNotice[] {
  if (manifest !== undefined) return store.notices;
  const message = `there is no ${manifestName}: the restore is compared with the dump itself`;
  return [{ code: 'backup.no_manifest', message, place: directory }, ...store.notices];
}

function held(target: TargetStore, { host, pid }: LeaseHolder): StoreFailure {
  return new StoreFailure(
    'store.locked',
    `another restore is at work on the target: process ${pid} on ${host}`,
    {
      place: target.label,
      hint: 'wait until it has ended',
    },
  );
}
