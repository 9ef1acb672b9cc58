import { StoreFailure, type TargetStore } from '../port.ts';
import { Environment } from './environment.ts';
import { beginFolder, finishFolder, inspectFolder } from './folder.ts';
import { EmbeddedStore } from './store.ts';

/** How to open an embedded store. */
export interface EmbeddedOptions {
  /** Make the store if the directory is absent or empty. */
  readonly create: boolean;
  /** Nothing is written, not even a lease; default false. */
  readonly readOnly?: boolean;
  /** Milliseconds since 1970, for the expiry of leases; the system's clock by default. */
  readonly now?: () => number;
}

/**
 * Opens the store in a directory: one LMDB environment with the documents as raw BSON (design §10). A new directory
 * gets mode 0700 and its files 0600. Several processes may have it open and write at once.
 *
 * Throws {@link StoreFailure}: `store.missing`, `store.foreign` (somebody else's files, or a newer format; nothing
 * is changed), `store.damaged`, `store.io`, `store.full`.
 */
export async function openEmbedded(directory: string, options: EmbeddedOptions): Promise<TargetStore> {
  const readOnly = options.readOnly ?? false;
  const environment = told(directory, () => {
    const state = inspectFolder(directory, options.create && !readOnly);
    if (state === 'free') beginFolder(directory);
    const opened = new Environment(directory, readOnly);
    if (state === 'free') finishFolder(directory);
    return opened;
  });
  return new EmbeddedStore(environment, options.now ?? Date.now);
}

/** Errors of the file system as a store's failure. */
function told<T>(directory: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (typeof code !== 'string' || !code.startsWith('E')) throw error;
    const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
    throw new StoreFailure(full ? 'store.full' : 'store.io', `opening the embedded store failed: ${code}`, {
      place: directory,
      cause: error,
    });
  }
}
