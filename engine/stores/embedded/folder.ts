import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { StoreFailure } from '../port.ts';

/** Version of the folder's layout and of what its databases hold. */
export const formatVersion = 1;

const formatName = 'client-drawer.embedded';
const marker = 'format.json';
const starting = 'format.json.new';
const content = `${JSON.stringify({ format: formatName, version: formatVersion })}\n`;

/** The environment's data file. */
export const dataFile = 'data.mdb';

/** What was found at a directory: one of ours, or a place where one may be made. */
export type FolderState = 'ours' | 'free';

/**
 * Looks at the directory without changing it. Throws `store.missing` (nothing there and `create` is false),
 * `store.foreign` (something that is not ours, or of a newer format) or `store.damaged` (our marker, no data).
 */
export function inspectFolder(directory: string, create: boolean): FolderState {
  const stats = statSync(directory, { throwIfNoEntry: false });
  if (stats === undefined) {
    if (create) return 'free';
    throw new StoreFailure('store.missing', `there is no embedded store at ${directory}`, {
      place: directory,
      hint: 'check the path, or create the store with a command that writes',
    });
  }
  if (!stats.isDirectory()) throw foreign(directory, 'it is not a directory');
  if (existsSync(join(directory, marker))) {
    checkMarker(directory);
    if ((statSync(join(directory, dataFile), { throwIfNoEntry: false })?.size ?? 0) === 0) {
      throw new StoreFailure('store.damaged', 'the data file of the embedded store is gone or empty', {
        place: join(directory, dataFile),
        hint: 'restore the folder from a copy, or use a new directory',
      });
    }
    return 'ours';
  }
  const strangers = readdirSync(directory).filter((name) => !isUnfinished(directory, name));
  if (strangers.length > 0) throw foreign(directory, `it holds ${strangers[0]} and no ${marker}`);
  if (create) return 'free';
  throw new StoreFailure('store.missing', `there is no embedded store at ${directory}`, { place: directory });
}

/** Makes the directory (0700) and notes in it that a store is being made, so that a later try can take it up. */
export function beginFolder(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  writeDurably(join(directory, starting), content);
  syncDirectory(directory);
}

/** Puts the format marker in place once the environment exists. Two processes may do so at once. */
export function finishFolder(directory: string): void {
  const own = join(directory, `${marker}.${process.pid}`);
  writeDurably(own, content);
  renameSync(own, join(directory, marker));
  rmSync(join(directory, starting), { force: true });
  syncDirectory(directory);
}

function checkMarker(directory: string): void {
  const text = readFileSync(join(directory, marker), 'utf8');
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw foreign(directory, `its ${marker} is not ours`);
  }
  const found = typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  if (found.format !== formatName || typeof found.version !== 'number') {
    throw foreign(directory, `its ${marker} is not ours`);
  }
  if (found.version > formatVersion) {
    throw new StoreFailure(
      'store.foreign',
      `the embedded store at ${directory} has format ${found.version}, newer than ${formatVersion}`,
      { place: join(directory, marker), hint: 'use the version of the product that wrote it' },
    );
  }
}

/** Files that an interrupted creation leaves behind. */
function isUnfinished(directory: string, name: string): boolean {
  if (name === starting || new RegExp(`^${marker.replace('.', '\\.')}\\.\\d+$`).test(name)) {
    return content.startsWith(readFileSync(join(directory, name), 'utf8'));
  }
  return (name === dataFile || name === 'lock.mdb') && existsSync(join(directory, starting));
}

function foreign(directory: string, why: string): StoreFailure {
  return new StoreFailure('store.foreign', `${directory} is not an embedded store: ${why}`, {
    place: directory,
    hint: 'name an empty or absent directory; nothing in this one was changed',
  });
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
