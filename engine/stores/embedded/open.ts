import { mkdtempSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ScratchStore, TargetStore } from '../port.ts';
import { Environment } from './environment.ts';
import { failureOf } from './failure.ts';
import { beginFolder, finishFolder, inspectFolder } from './folder.ts';
import { checkHeader } from './header.ts';
import { checkShortFile, missingBytes } from './length.ts';
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
 * gets mode 0700 and its files 0600. Several processes may have it open and write at once; LMDB lets one write at a
 * time, so a process that is stopped in the middle of a transaction stops the other writers.
 *
 * Throws {@link StoreFailure}: `store.missing`, `store.foreign` (somebody else's files, or a newer format; nothing
 * is changed), `store.damaged`, `store.io`, `store.full`.
 */
export async function openEmbedded(directory: string, options: EmbeddedOptions): Promise<TargetStore> {
  const readOnly = options.readOnly ?? false;
  const path = resolve(directory);
  try {
    const state = inspectFolder(path, options.create && !readOnly);
    if (state === 'free') beginFolder(path);
    const environment = await openWhole(path, readOnly);
    if (!readOnly) environment.create('records');
    if (state === 'free') finishFolder(path);
    const setting = {
      label: `embedded:${directory}`,
      readOnly,
      now: options.now ?? Date.now,
      openScratch: () => openScratch(path),
    };
    return new EmbeddedStore(environment, setting);
  } catch (error) {
    throw failureOf(error, 'opening the embedded store', path);
  }
}

/** Opens the environment, whose data file is then as long as it has to be. */
async function openWhole(path: string, readOnly: boolean): Promise<Environment> {
  checkHeader(path);
  const environment = new Environment(path, readOnly);
  if (missingBytes(environment) === 0) return environment;
  await environment.close();
  await checkShortFile(path);
  return new Environment(path, readOnly);
}

/** A store in a new directory beside the one given; the directory goes when it is discarded. */
async function openScratch(beside: string): Promise<ScratchStore> {
  const directory = mkdtempSync(`${beside}.scratch-`);
  const store = await openEmbedded(directory, { create: true });
  return Object.assign(store, {
    async discard() {
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  });
}
