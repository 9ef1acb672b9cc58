import { mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Bytes or text of files by their paths in a folder, with `/`. */
export type FolderFiles = ReadonlyMap<string, string | Uint8Array>;

/** Whether something is at a path, whatever it is. */
export async function isTaken(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/**
 * Writes a folder that is not there yet: it appears with all its files or not at all.
 * @throws the file system's error; nothing is left of an attempt
 */
export async function writeNewFolder(folder: string, files: FolderFiles): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    for (const [path, content] of files) {
      const target = join(draft, ...path.split('/'));
      await mkdir(dirname(target), { recursive: true });
      const file = await open(target, 'wx', 0o644);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}
