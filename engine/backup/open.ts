import { join } from 'node:path';
import { type CollectionSummary, type DumpStore, openDump, StoreFailure } from '../stores/index.ts';
import { locateBackup } from './locate.ts';
import { type BackupManifest, manifestName, unfinishedName } from './manifest.ts';

/** A backup that may be read from: one with a manifest to be trusted, or what mongodump wrote. */
export interface OpenedBackup {
  readonly directory: string;
  readonly store: DumpStore;
  /** Absent for what mongodump wrote. */
  readonly manifest?: BackupManifest;
  /** What each collection must be, as the manifest says; empty without one. */
  readonly expected: ReadonlyMap<string, CollectionSummary>;
}

/**
 * Opens a backup, or a dump that mongodump wrote. Nothing of its documents is read yet.
 * @throws StoreFailure `store.damaged` for one that was never finished or whose manifest cannot be trusted, and what
 *   opening a dump throws
 */
export async function openBackup(path: string): Promise<OpenedBackup> {
  const located = await locateBackup(path);
  switch (located.state) {
    case 'finished': {
      const { directory, manifest } = located;
      const store = await openDump(join(directory, manifest.folder));
      const expected = new Map(manifest.collections.map((collection) => [collection.name, collection]));
      return { directory, store, manifest, expected };
    }
    case 'unfinished':
      throw unusable('this backup was never finished', `${located.directory}/${unfinishedName}`);
    case 'untrusted':
      throw unusable(
        `the manifest of the backup is damaged: ${located.fault}`,
        `${located.directory}/${manifestName}`,
      );
    case 'bare':
      return { directory: located.directory, store: await openDump(path), expected: new Map() };
  }
}

function unusable(message: string, place: string): StoreFailure {
  return new StoreFailure('store.damaged', message, {
    place,
    hint: 'use another backup; the database’s folder in it, copied elsewhere, is read like a dump of mongodump',
  });
}
