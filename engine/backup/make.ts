import {
  type CollectionInfo,
  createDump,
  DumpStore,
  type DumpWriter,
  fileStem,
  type SourceStore,
  StoreFailure,
} from '../stores/index.ts';
import { checkAll } from './check.ts';
import { ContentSum } from './content-sum.ts';
import { canCount } from './count.ts';
import { BackupFailure } from './failure.ts';
import { fileFacts, listFiles } from './file-facts.ts';
import { BackupFolder } from './folder.ts';
import {
  type BackupManifest,
  consistencyNote,
  type ManifestCollection,
  type ManifestFile,
  manifestFormat,
  manifestVersion,
  sealManifest,
} from './manifest.ts';
import { databaseOf, folderName } from './name.ts';
import { type BackupObserver, silent } from './observer.ts';
import { isRecord } from './records.ts';

/** How to make a backup. */
export interface BackupOptions {
  /** The backup itself, never a folder above it (R078); absent or empty. */
  readonly directory: string;
  readonly product: { readonly name: string; readonly version: string };
  /** Before which phase of the manual (I70). */
  readonly phase?: string;
  readonly started: Date;
  /** Tells when it has ended. */
  readonly clock?: () => Date;
  readonly observer?: BackupObserver;
}

/** What was read of one collection. */
type Copied = Omit<ManifestCollection, 'data' | 'metadata' | 'live'>;

/**
 * Copies a store into a folder in mongodump's layout, compressed, with a manifest beside it, and reads it back to
 * the last byte before it is called a backup (R078, R079, I56). What fails half-way leaves nothing behind.
 * @throws StoreFailure what the store throws; `store.foreign` for a folder that is not empty, `store.damaged` where
 *   the disk gives back something else than was written
 * @throws BackupFailure `backup.nothing` for a store without documents
 */
export async function makeBackup(source: SourceStore, options: BackupOptions): Promise<BackupManifest> {
  const observer = options.observer ?? silent;
  const folder = await BackupFolder.begin(options.directory, options.started);
  try {
    observer.step('copy');
    for (const notice of source.notices) observer.notice(notice);
    const database = databaseOf(source);
    const name = folderName(database);
    const copied = await copyStore(source, folder.databaseFolder(name), observer);
    const { manifest, text } = sealManifest({
      format: manifestFormat,
      version: manifestVersion,
      product: options.product,
      phase: options.phase ?? null,
      started_at: options.started.toISOString(),
      ended_at: (options.clock?.() ?? new Date()).toISOString(),
      source: { kind: source.kind, label: source.label, database, server: source.deployment ?? null },
      folder: name,
      point_in_time: false,
      note: consistencyNote,
      ...(await describeFiles(source, folder.path, name, copied)),
      notices: source.notices,
    });
    const [damage] = await checkAll(folder.path, manifest, observer);
    if (damage !== undefined) {
      throw new StoreFailure('store.damaged', `read back after writing: ${damage.message}`, {
        place: damage.place,
        hint: 'the disk does not keep what is written to it; use another one',
      });
    }
    await folder.finish(text);
    return manifest;
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

async function copyStore(
  source: SourceStore,
  folder: string,
  observer: BackupObserver,
): Promise<readonly Copied[]> {
  const dump = await createDump(folder, { gzip: true, prelude: preludeOf(source) });
  try {
    const copied: Copied[] = [];
    for (const info of await source.collections())
      copied.push(await copyCollection(source, info, dump, observer));
    if (copied.every(({ documents }) => documents === 0)) {
      throw new BackupFailure('backup.nothing', 'the store holds no document', {
        place: source.label,
        hint: 'see whether the name of the database is right; nothing was backed up',
      });
    }
    await dump.finish();
    return copied;
  } catch (error) {
    await dump.abandon();
    throw error;
  }
}

async function copyCollection(
  source: SourceStore,
  info: CollectionInfo,
  dump: DumpWriter,
  observer: BackupObserver,
): Promise<Copied> {
  const writer = await dump.collection(info);
  const content = new ContentSum();
  const scan = source.scan(info.name);
  let done = 0;
  for await (const batch of scan) {
    await writer.write(batch.map(({ bytes }) => bytes));
    for (const { bytes } of batch) content.add(bytes);
    done += batch.length;
    observer.progress(info.name, done, undefined);
  }
  return { name: info.name, ...(await writer.close()), content: content.text };
}

function preludeOf(source: SourceStore): { readonly serverVersion?: string; readonly toolVersion?: string } {
  if (source instanceof DumpStore) return source.prelude;
  const version = /\d+\.\d+\.\d+/.exec(source.deployment ?? '')?.[0];
  return version === undefined ? {} : { serverVersion: version };
}

/** What the manifest says of collections and files: each file as it now lies on the disk. */
async function describeFiles(
  source: SourceStore,
  directory: string,
  folder: string,
  copied: readonly Copied[],
): Promise<Pick<BackupManifest, 'collections' | 'records' | 'files' | 'totals'>> {
  const { files } = await listFiles(directory, folder);
  const facts = new Map<string, ManifestFile>();
  for (const path of files) facts.set(path, await fileFacts(directory, path));
  const taken = (path: string): ManifestFile => {
    const found = facts.get(path);
    if (found === undefined) throw new Error(`the backup has no file ${path}`);
    facts.delete(path);
    return found;
  };
  const collections: ManifestCollection[] = [];
  for (const collection of copied) {
    const stem = `${folder}/${fileStem(collection.name)}`;
    const live = canCount(source) ? await source.count(collection.name) : null;
    collections.push({
      ...collection,
      data: taken(`${stem}.bson.gz`),
      metadata: taken(`${stem}.metadata.json.gz`),
      live,
    });
  }
  const rest = [...facts.values()];
  const all = [...collections.flatMap(({ data, metadata }) => [data, metadata]), ...rest];
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    collections,
    records: collections.map(({ name }) => name).filter(isRecord),
    files: rest,
    totals: {
      documents: sum(collections.map(({ documents }) => documents)),
      bytes: sum(collections.map(({ bytes }) => bytes)),
      size: sum(all.map(({ size }) => size)),
    },
  };
}
