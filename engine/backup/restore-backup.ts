import {
  currentHolder,
  type LeaseHolder,
  StoreFailure,
  type StoreNotice,
  type TargetStore,
  underLease,
} from '../stores/index.ts';
import { type Choice, chooseCollections } from './choose.ts';
import { manifestName } from './manifest.ts';
import { type BackupObserver, silent } from './observer.ts';
import { type OpenedBackup, openBackup } from './open.ts';
import { type RestoredStore, restoreStore } from './restore-store.ts';
import { requireEmpty, restoreUnderWay } from './restoring.ts';
import { requireSound } from './sound.ts';

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
    await requireSound(backup, chosen.collections, options.only, observer);
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
