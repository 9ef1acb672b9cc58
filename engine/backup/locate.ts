import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StoreFailure } from '../stores/index.ts';
import { onDisk } from './file-facts.ts';
import { type BackupManifest, manifestName, readManifest, unfinishedName } from './manifest.ts';

/** What a folder is, as far as backups go. */
export type Located =
  | { readonly state: 'finished'; readonly directory: string; readonly manifest: BackupManifest }
  /** There is a manifest, and it cannot be trusted. */
  | { readonly state: 'untrusted'; readonly directory: string; readonly fault: string }
  /** Made half-way: by a process that was killed, or that is still at it. */
  | { readonly state: 'unfinished'; readonly directory: string }
  /** No manifest: what mongodump wrote, or another folder altogether. */
  | { readonly state: 'bare'; readonly directory: string };

/**
 * Finds out what a folder is. The database's folder inside a backup stands for the backup itself.
 * @throws StoreFailure `store.missing`, `store.layout` for a file, and for a folder that only holds backups (T38)
 */
export async function locateBackup(path: string): Promise<Located> {
  const directory = await onDisk('opening the backup', path, () => realpath(path));
  if (!(await onDisk('opening the backup', path, () => stat(directory))).isDirectory()) {
    throw new StoreFailure('store.layout', 'a backup is a folder, this is a file', { place: path });
  }
  const found = await lookInto(directory);
  if (found !== undefined) return found;
  const above = await lookInto(dirname(directory));
  if (above?.state === 'finished' && above.manifest.folder === basename(directory)) return above;
  if (above?.state === 'unfinished') return above;
  const inner = await backupsIn(directory);
  if (inner.length === 0) return { state: 'bare', directory: path };
  throw new StoreFailure('store.layout', 'this folder holds backups and is none itself', {
    place: path,
    hint: `name the backup: ${inner.map((name) => join(path, name)).join(', ')}`,
  });
}

/** What a folder is by the manifest in it; undefined without one. */
async function lookInto(directory: string): Promise<Located | undefined> {
  const path = join(directory, manifestName);
  if (await isThere(path)) {
    const read = readManifest(await onDisk('reading the manifest', path, () => readFile(path, 'utf8')));
    if ('manifest' in read) return { state: 'finished', directory, manifest: read.manifest };
    return { state: 'untrusted', directory, fault: read.fault };
  }
  return (await isThere(join(directory, unfinishedName))) ? { state: 'unfinished', directory } : undefined;
}

async function backupsIn(directory: string): Promise<readonly string[]> {
  const found: string[] = [];
  const entries = await onDisk('listing the folder', directory, () =>
    readdir(directory, { withFileTypes: true }),
  );
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const inner = join(directory, entry.name);
    if ((await isThere(join(inner, manifestName))) || (await isThere(join(inner, unfinishedName))))
      found.push(entry.name);
  }
  return found.sort();
}

/** False also where the folder may not be looked into. */
async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
