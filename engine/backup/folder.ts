import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { currentHolder, StoreFailure } from '../stores/index.ts';
import { onDisk } from './file-facts.ts';
import { manifestName, unfinishedName } from './manifest.ts';

/**
 * The folder of a backup while it is being made. From its first moment to its last it holds `backup.json.partial`,
 * which becomes `backup.json` in one step: what was cut short anywhere in between is never taken for a backup.
 */
export class BackupFolder {
  readonly path: string;
  /** Whether the folder was not there before. */
  readonly #made: boolean;
  readonly #marker: FileHandle;
  #database: string | undefined;
  readonly #onExit = () => this.#sweep();

  private constructor(path: string, made: boolean, marker: FileHandle) {
    this.path = path;
    this.#made = made;
    this.#marker = marker;
    // A signal ends the process at once; what is half made then must not be in the way of the same command.
    process.once('exit', this.#onExit);
  }

  /**
   * Takes a folder that is absent or empty, for its owner only (0700).
   * @throws StoreFailure `store.foreign` where something is in it, `store.layout` for a file, `store.io`
   */
  static async begin(path: string, started: Date): Promise<BackupFolder> {
    const whole = resolve(path);
    const made = await onDisk('creating the folder', path, async () => {
      const there = await stat(whole).catch(() => undefined);
      if (there !== undefined && !there.isDirectory()) {
        throw new StoreFailure('store.layout', 'a backup is a folder, this is a file', { place: path });
      }
      return mkdir(whole, { recursive: true, mode: 0o700 });
    });
    const present = await onDisk('looking at the folder', path, () => readdir(whole));
    if (present.length > 0) throw occupied(path, present);
    const marker = await onDisk('beginning the backup', path, async () => {
      await chmod(whole, 0o700);
      return open(join(whole, unfinishedName), 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'EEXIST' ? occupied(path, [unfinishedName]) : error;
      });
    });
    const folder = new BackupFolder(whole, made !== undefined, marker);
    const { host, pid } = currentHolder('backup');
    const note = { state: 'unfinished', started_at: started.toISOString(), host, pid };
    await folder.#write(`${JSON.stringify(note)}\n`);
    return folder;
  }

  /** Where a database's folder is to be put; it is removed with the rest where the backup fails. */
  databaseFolder(name: string): string {
    this.#database = name;
    return join(this.path, name);
  }

  /** Makes it a backup: from here on it is one. */
  async finish(manifest: string): Promise<void> {
    await this.#write(manifest);
    await onDisk('finishing the backup', this.path, async () => {
      await this.#marker.close();
      await syncFolder(this.path);
      await rename(join(this.path, unfinishedName), join(this.path, manifestName));
      await syncFolder(this.path);
      await syncFolder(dirname(this.path));
    });
    process.off('exit', this.#onExit);
  }

  /** Removes what was made, and the folder itself where it was not there before. */
  async discard(): Promise<void> {
    process.off('exit', this.#onExit);
    await this.#marker.close().catch(() => undefined);
    this.#sweep();
  }

  /** Takes away what this backup has put there and nothing else; without waiting, since the process may be ending. */
  #sweep(): void {
    try {
      for (const name of readdirSync(this.path)) {
        if (this.#isOurs(name)) rmSync(join(this.path, name), { recursive: true, force: true });
      }
      if (this.#made) rmdirSync(this.path);
    } catch {
      // What stays there is told by its marker, or is somebody else's.
    }
  }

  #isOurs(name: string): boolean {
    if (name === unfinishedName || this.#database === undefined) return name === unfinishedName;
    return name === this.#database || name.startsWith(`.${this.#database}.partial-`);
  }

  async #write(text: string): Promise<void> {
    await onDisk('writing the manifest', join(this.path, unfinishedName), async () => {
      await this.#marker.truncate(0);
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; )
        at += (await this.#marker.write(bytes, at, bytes.length - at, at)).bytesWritten;
      await this.#marker.sync();
    });
  }
}

function occupied(path: string, present: readonly string[]): StoreFailure {
  const what = present.includes(manifestName)
    ? 'there is a backup in this folder already'
    : present.includes(unfinishedName)
      ? 'there is an unfinished backup in this folder'
      : `the folder for the backup is not empty: it holds ${present.slice(0, 3).join(', ')}`;
  return new StoreFailure('store.foreign', what, {
    place: path,
    hint: 'name a folder that is absent or empty; nothing was changed',
  });
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
