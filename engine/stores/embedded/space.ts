import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { dataFile } from './folder.ts';

const probeBytes = 4 * 2 ** 20;

/** Error codes of a system that has no room left for a file. */
const full: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** True for an error of the file system that says that there is no room. */
export function isFull(error: unknown): boolean {
  return full.has((error as NodeJS.ErrnoException).code);
}

/**
 * Tries whether the directory takes another 4 MiB, and a file somewhat larger than the data file. LMDB reports a
 * write that was cut short on a full disk as an input/output error; this tells the two apart.
 */
export function lacksRoom(directory: string): boolean {
  const probe = join(directory, `probe.${process.pid}`);
  try {
    const file = openSync(probe, 'w', 0o600);
    try {
      writeSync(file, Buffer.alloc(probeBytes));
      fsyncSync(file);
      ftruncateSync(file, statSync(join(directory, dataFile)).size + probeBytes);
    } finally {
      closeSync(file);
    }
    return false;
  } catch (error) {
    return isFull(error);
  } finally {
    rmSync(probe, { force: true });
  }
}
