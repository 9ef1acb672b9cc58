import { basename } from 'node:path';
import { DumpStore, parseStore, type SourceStore } from '../stores/index.ts';

/** Where a backup goes unless told otherwise, in UTC (R078): `pre_phase2_20250201_030405`. */
export function backupName(phase: string | undefined, started: Date): string {
  const stamp = started
    .toISOString()
    .replace(/[-:]|\.\d+Z/g, '')
    .replace('T', '_');
  return `${phase === undefined ? 'backup' : `pre_phase${phase}`}_${stamp}`;
}

/** The database that a store is: that of the dump or the URI, the folder's name for an embedded store. */
export function databaseOf(store: SourceStore): string {
  if (store instanceof DumpStore) return store.database;
  const address = parseStore(store.label);
  if (address.kind === 'mongodb') return /^[a-z+]+:\/\/[^/]*\/([^?]*)/i.exec(address.uri)?.[1] ?? '';
  return basename(address.kind === 'embedded' ? address.directory : address.path);
}

/** A folder's name for a database: its own where a folder and a database can be called so. */
export function folderName(database: string): string {
  const name = database.replace(/[^\p{L}\p{N}_-]/gu, '_');
  let cut = name;
  while (Buffer.byteLength(cut) > 63) cut = cut.slice(0, -1);
  return cut === '' ? 'database' : cut;
}
