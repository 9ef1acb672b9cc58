import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/** How long nothing may happen before a change counts as done, in milliseconds; editors save in several steps. */
const quiet = 60;

/**
 * Calls `changed` whenever something was saved in a folder or in one of its `inner` folders, one call at a time, until
 * `stopped`. Folders are watched, not files, because many editors save by renaming another file into place.
 */
export async function watchFolder(
  directory: string,
  inner: readonly string[],
  changed: () => Promise<void>,
  stopped: Promise<void>,
): Promise<void> {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const forget = (path: string): void => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };
  const failed = new Promise<never>((_, fail) => {
    let work: Promise<void> = Promise.resolve();
    const noticed = (path: string, event: string, name: string | null): void => {
      // An inner folder that is made anew is another one, though its name is the same.
      if (path === directory && event === 'rename' && name !== null) forget(join(directory, name));
      clearTimeout(timer);
      timer = setTimeout(() => {
        open();
        work = work.then(changed);
        work.catch(fail);
      }, quiet);
    };
    const open = (): void => {
      for (const path of [directory, ...inner.map((name) => join(directory, name))]) {
        if (watchers.has(path)) continue;
        try {
          const watcher = watch(path, (event, name) => noticed(path, event, name));
          watcher.on('error', () => forget(path));
          watchers.set(path, watcher);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        }
      }
    };
    open();
  });
  try {
    await Promise.race([stopped, failed]);
  } finally {
    clearTimeout(timer);
    for (const path of [...watchers.keys()]) forget(path);
  }
}
