import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { StoreFailure } from '../port.ts';
import { attempt } from './failure.ts';

/** What stands in a folder; `other` is neither a file nor a folder (a pipe, a device, a link to nothing). */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** A symbolic link that leads out of the dump. */
  readonly outside: boolean;
}

/** The entries of a folder of the dump, by name. `root` is the dump's own real path, which links must not leave. */
export async function entriesOf(folder: string, root: string): Promise<readonly Entry[]> {
  const names = await attempt('listing the folder', folder, () => readdir(folder));
  const entries: Entry[] = [];
  for (const name of names.sort()) entries.push(await entryOf(folder, name, root));
  return entries;
}

async function entryOf(folder: string, name: string, root: string): Promise<Entry> {
  const path = join(folder, name);
  return attempt('looking at the entry', path, async () => {
    // Absent: a name that is no UTF-8, or a file that has just gone.
    const own = await lstat(path).catch(ignoreAbsent);
    if (own === undefined) return { name, kind: 'other', outside: false };
    if (!own.isSymbolicLink()) return { name, kind: kindOf(own), outside: false };
    const target = await realpath(path).catch(ignoreAbsent);
    if (target === undefined) return { name, kind: 'other', outside: false };
    return { name, kind: kindOf(await stat(target)), outside: !isWithin(target, root) };
  });
}

function ignoreAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ELOOP') throw error;
}

function kindOf(stats: { isFile(): boolean; isDirectory(): boolean }): Entry['kind'] {
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'folder' : 'other';
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** Opens a file of the dump for reading; links that lead out of `root`, pipes and devices are refused. */
export async function openWithin(path: string, root: string): Promise<FileHandle> {
  return attempt('opening the file', path, async () => {
    const real = await realpath(path);
    if (!isWithin(real, root)) throw outsideFailure(path);
    const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
    throw new StoreFailure('store.layout', 'this is no regular file', { place: path });
  });
}

/** The failure for a link that leads out of the dump. */
export function outsideFailure(path: string): StoreFailure {
  return new StoreFailure('store.layout', 'a symbolic link leads out of the dump', {
    place: path,
    hint: 'put the file itself there',
  });
}
