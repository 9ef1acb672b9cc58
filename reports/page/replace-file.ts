import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file that its owner alone may read; at any moment it is either the old one or the whole new one.
 * @throws the file system's error; nothing unfinished is left
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    // A file left by a killed run under the same name may be there; its mode would be kept.
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
