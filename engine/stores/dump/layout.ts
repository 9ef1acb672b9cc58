import { open, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StoreFailure, type StoreNotice } from '../port.ts';
import { attempt } from './failure.ts';
import { type Entry, entriesOf, outsideFailure } from './folder.ts';

/** Where a dump's database lies. */
export interface DumpLayout {
  readonly database: string;
  /** The database's folder. */
  readonly folder: string;
  readonly entries: readonly Entry[];
  /** The dump's real path, which no link may leave. */
  readonly root: string;
  /** The folder above, where a dump of all databases keeps its `prelude.json`; undefined when not given. */
  readonly above?: string;
  readonly notices: readonly StoreNotice[];
}

/** The server's own databases, which a dump of a whole deployment always has beside the others. */
const SERVER_DATABASES: ReadonlySet<string> = new Set(['admin', 'config', 'local']);

const DATA = /\.(bson|metadata\.json)(\.gz)?$/;

/**
 * Finds the database of a dump: the folder itself when it holds collections, else the one database folder in it,
 * the server's own databases left aside. `database` chooses among several.
 * @throws StoreFailure `store.missing`, `store.layout` (an archive, no dump, several databases, no such database)
 */
export async function findDatabase(path: string, database: string | undefined): Promise<DumpLayout> {
  const root = await attempt('opening the dump', path, () => realpath(path));
  if (!(await attempt('opening the dump', path, () => stat(root))).isDirectory())
    throw await noFolder(path, root);
  const entries = await entriesOf(root, root);
  const folders = new Map<string, readonly Entry[]>();
  for (const { name, kind, outside } of entries) {
    if (kind !== 'folder' || outside || name.startsWith('.')) continue;
    const inner = await entriesIfReadable(join(root, name), root);
    if (inner.some(isDatabaseFile)) folders.set(name, inner);
  }
  if (entries.some(isCollectionFile) || (folders.size === 0 && entries.some(isPrelude))) {
    if (database === undefined || database === basename(root)) {
      return { database: basename(root), folder: root, entries, root, notices: [] };
    }
    throw new StoreFailure('store.layout', `this is the folder of ${basename(root)}, not of ${database}`, {
      place: path,
    });
  }
  return chooseDatabase(path, root, entries, folders, database);
}

/** As `entriesOf`; a folder that may not be read (`lost+found`) is one without a dump. */
async function entriesIfReadable(folder: string, root: string): Promise<readonly Entry[]> {
  try {
    return await entriesOf(folder, root);
  } catch (error) {
    if (error instanceof StoreFailure) return [];
    throw error;
  }
}

function chooseDatabase(
  path: string,
  root: string,
  entries: readonly Entry[],
  folders: ReadonlyMap<string, readonly Entry[]>,
  database: string | undefined,
): DumpLayout {
  const names = [...folders.keys()];
  const own = names.filter((name) => !SERVER_DATABASES.has(name));
  const [only, ...others] = own.length > 0 ? own : names;
  if (only === undefined) {
    const link = entries.find(({ kind, outside }) => kind === 'folder' && outside);
    if (link !== undefined) throw outsideFailure(join(path, link.name));
    throw new StoreFailure('store.layout', 'there is no dump in this folder', {
      place: path,
      hint: 'name the folder that mongodump --out wrote, or one database folder in it',
    });
  }
  const chosen = database ?? only;
  const inner = folders.get(chosen);
  if (inner === undefined) {
    throw new StoreFailure('store.layout', `there is no database ${chosen}; there are ${names.join(', ')}`, {
      place: path,
    });
  }
  if (database === undefined && others.length > 0) {
    throw new StoreFailure('store.layout', `this dump has several databases: ${names.join(', ')}`, {
      place: path,
      hint: `name one of their folders, such as ${join(path, only)}`,
    });
  }
  const notices = entries
    .filter(({ name }) => name !== chosen && !(database !== undefined && folders.has(name)))
    .filter((entry) => !isPrelude(entry))
    .map(({ name, kind }) => strayNotice(name, kind, join(path, name)));
  return { database: chosen, folder: join(root, chosen), entries: inner, root, above: root, notices };
}

function isCollectionFile({ name, kind }: Entry): boolean {
  return kind !== 'folder' && DATA.test(name) && !/^(\.|oplog\.bson(\.gz)?$)/.test(name);
}

function isPrelude({ name, kind }: Entry): boolean {
  return kind === 'file' && /^prelude\.json(\.gz)?$/.test(name);
}

function isDatabaseFile(entry: Entry): boolean {
  return isCollectionFile(entry) || isPrelude(entry);
}

/** The notice for an entry that belongs to no collection (T42). */
export function strayNotice(name: string, kind: Entry['kind'], place: string): StoreNotice {
  if (kind === 'folder')
    return { code: 'dump.stray_folder', message: `the folder ${name} is not read`, place };
  return { code: 'dump.stray_file', message: `the file ${name} is not read`, place };
}

/** First bytes of a `mongodump --archive` file, and of gzip. */
const ARCHIVE = '6de29981';
const GZIP = '1f8b';

async function noFolder(path: string, real: string): Promise<StoreFailure> {
  const head = await attempt('reading the file', path, async () => {
    const handle = await open(real, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead).toString('hex');
    } finally {
      await handle.close();
    }
  });
  if (head === ARCHIVE || (head.startsWith(GZIP) && !DATA.test(path)) || path.endsWith('.archive')) {
    return new StoreFailure('store.layout', 'this is a mongodump archive; archives are not read', {
      place: path,
      hint: 'dump again with mongodump --out DIR, or restore the archive and dump it so',
    });
  }
  return new StoreFailure('store.layout', 'a dump is a folder, this is a file', {
    place: path,
    hint: 'name the folder that holds the database’s .bson files',
  });
}
