import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreFailure, type StoreFailureCode } from '../stores/index.ts';
import type { ManifestFile } from './manifest.ts';

const codes: Readonly<Record<string, StoreFailureCode>> = {
  ENOENT: 'store.missing',
  ENOTDIR: 'store.layout',
  ENOSPC: 'store.full',
  EDQUOT: 'store.full',
};

/** Runs work on the file system; its errors become a store's failures. */
export async function onDisk<T>(what: string, place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof StoreFailure || code === undefined) throw error;
    throw new StoreFailure(codes[code] ?? 'store.io', `${what} failed: ${message}`, { place, cause: error });
  }
}

/** What lies below a folder: regular files, and what is neither file nor folder. Paths go on with `/`. */
export async function listFiles(
  folder: string,
  under = '',
): Promise<{ readonly files: readonly string[]; readonly others: readonly string[] }> {
  const files: string[] = [];
  const others: string[] = [];
  const entries = await onDisk('listing the folder', join(folder, under), () =>
    readdir(join(folder, under), { withFileTypes: true }),
  );
  for (const entry of entries) {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) {
      const inner = await listFiles(folder, path);
      files.push(...inner.files);
      others.push(...inner.others);
    } else (entry.isFile() ? files : others).push(path);
  }
  return { files: files.sort(), others: others.sort() };
}

/** Reads a file to its last byte: its size and digest as they are on the disk. */
export async function fileFacts(folder: string, path: string): Promise<ManifestFile> {
  const hash = createHash('sha256');
  let size = 0;
  const whole = join(folder, path);
  await onDisk('reading the file', whole, async () => {
    const handle = await open(whole, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
  });
  return { path, size, sha256: `sha256:${hash.digest('hex')}` };
}
