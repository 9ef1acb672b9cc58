import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { inspect, orderedJson, parseExtendedJson } from '../../bson/index.ts';
import { type CollectionSummary, StoreFailure } from '../port.ts';
import { ByteSink } from './byte-sink.ts';
import type { DumpCollection } from './catalog.ts';
import { fileStem, isDatabaseName } from './collection-name.ts';
import { attempt } from './failure.ts';
import type { Prelude } from './metadata.ts';
import { LARGEST_DOCUMENT } from './scan.ts';

/** How to write a dump. */
export interface DumpWriteOptions {
  readonly gzip: boolean;
  /** Where the documents come from; `unknown` is what mongodump itself writes for a version it cannot tell. */
  readonly prelude?: Prelude;
}

/** Version of mongodump whose layout is written. */
const LAYOUT = '100.18.0';

/** What every collection has by default. */
const ID_INDEX = parseExtendedJson('{"v":{"$numberInt":"2"},"key":{"_id":{"$numberInt":"1"}},"name":"_id_"}');

/** One database's folder being written: nothing is there under its name until `finish`. */
export class DumpWriter {
  readonly #folder: string;
  readonly #draft: string;
  readonly #options: DumpWriteOptions;
  readonly #open = new Set<CollectionWriter>();
  readonly #names = new Set<string>();

  /** Use {@link createDump}. */
  constructor(folder: string, draft: string, options: DumpWriteOptions) {
    this.#folder = folder;
    this.#draft = draft;
    this.#options = options;
  }

  /**
   * Begins a collection: writes its metadata and takes its documents. Without `indexes` it has the one on `_id`.
   * @throws StoreFailure `store.layout` for a name that begins with a dot, and for failing disks; RangeError for
   *   names that are empty, hold NUL or half a surrogate pair; Error for a second collection of the same file name
   */
  async collection(info: DumpCollection): Promise<CollectionWriter> {
    if (info.name.startsWith('.')) {
      // mongod has no such collection, and readers take its files for hidden ones.
      throw new StoreFailure('store.layout', `no collection can be called ${JSON.stringify(info.name)}`, {
        place: info.name,
        hint: 'take the dot off the beginning of the name',
      });
    }
    const stem = fileStem(info.name);
    const suffix = this.#options.gzip ? '.gz' : '';
    if (this.#names.has(stem)) throw new Error(`the collection ${info.name} is begun twice`);
    this.#names.add(stem);
    await writeWhole(
      join(this.#draft, `${stem}.metadata.json${suffix}`),
      metadataText(info),
      this.#options.gzip,
    );
    const path = join(this.#draft, `${stem}.bson${suffix}`);
    const sink = await ByteSink.create(path, this.#options.gzip);
    const writer = new CollectionWriter(info.name, sink, () => this.#open.delete(writer));
    this.#open.add(writer);
    return writer;
  }

  /** Writes the prelude and puts the folder in its place, once all of it is on the disk. */
  async finish(): Promise<void> {
    if (this.#open.size > 0) throw new Error('a collection is still being written');
    const { gzip, prelude } = this.#options;
    const text = JSON.stringify({
      ServerVersion: prelude?.serverVersion ?? 'unknown',
      ToolVersion: prelude?.toolVersion ?? LAYOUT,
    });
    await writeWhole(join(this.#draft, gzip ? 'prelude.json.gz' : 'prelude.json'), text, gzip);
    await syncFolder(this.#draft);
    await attempt('putting the dump in its place', this.#folder, () => rename(this.#draft, this.#folder));
    await syncFolder(dirname(this.#folder));
  }

  /** Removes what was written. */
  async abandon(): Promise<void> {
    for (const writer of this.#open) await writer.abandon();
    await attempt('removing the unfinished dump', this.#draft, () =>
      rm(this.#draft, { recursive: true, force: true }),
    );
  }
}

/** One collection being written. */
export class CollectionWriter {
  readonly #name: string;
  readonly #sink: ByteSink;
  readonly #ended: () => void;
  readonly #hash = createHash('sha256');
  #documents = 0;
  #bytes = 0;

  /** Use {@link DumpWriter.collection}. */
  constructor(name: string, sink: ByteSink, ended: () => void) {
    this.#name = name;
    this.#sink = sink;
    this.#ended = ended;
  }

  /** Writes raw documents in this order. @throws StoreFailure for bytes that are no document, and failing disks */
  async write(documents: readonly Uint8Array[]): Promise<void> {
    for (const bytes of documents) {
      const { damage, length } = inspect(bytes);
      if (damage !== undefined || length !== bytes.length || length > LARGEST_DOCUMENT) {
        throw new StoreFailure('store.damaged', `no document: ${damage?.reason ?? 'its length differs'}`, {
          place: this.#name,
          offset: this.#bytes,
        });
      }
      this.#hash.update(bytes);
      this.#documents += 1;
      this.#bytes += length;
      await this.#sink.write(bytes);
    }
  }

  /** Ends the collection; all of it is on the disk then. */
  async close(): Promise<CollectionSummary> {
    this.#ended();
    await this.#sink.close();
    return { documents: this.#documents, bytes: this.#bytes, sha256: `sha256:${this.#hash.digest('hex')}` };
  }

  /** Stops writing. */
  async abandon(): Promise<void> {
    this.#ended();
    await this.#sink.abandon();
  }
}

/**
 * Begins a dump of one database in mongodump's layout. `folder` is the database's own folder, named like the
 * database; it must be absent or empty, and its parent must exist. Files are for their owner only (0600).
 * @throws StoreFailure `store.layout`, `store.missing`, `store.full`, `store.io`
 */
export async function createDump(folder: string, options: DumpWriteOptions): Promise<DumpWriter> {
  const path = resolve(folder);
  if (!isDatabaseName(basename(path))) {
    throw new StoreFailure('store.layout', `no database can be called ${JSON.stringify(basename(path))}`, {
      place: folder,
      hint: 'name the folder like the database',
    });
  }
  const present = await attempt('looking at the folder', folder, () => listIfPresent(path));
  if (present.length > 0) {
    throw new StoreFailure('store.layout', 'the folder for the dump is not empty', { place: folder });
  }
  const draft = await attempt('creating the folder', folder, () =>
    mkdtemp(join(dirname(path), `.${basename(path)}.partial-`)),
  );
  return new DumpWriter(path, draft, options);
}

async function listIfPresent(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function metadataText({ name, options, indexes, uuid }: DumpCollection): string {
  const parts = [`"indexes":${orderedJson(indexes ?? [ID_INDEX])}`];
  if (options !== undefined) parts.unshift(`"options":${orderedJson(options)}`);
  if (uuid !== undefined) parts.push(`"uuid":${JSON.stringify(uuid)}`);
  parts.push(`"collectionName":${JSON.stringify(name)}`, '"type":"collection"');
  return `{${parts.join(',')}}`;
}

async function writeWhole(path: string, text: string, gzip: boolean): Promise<void> {
  const sink = await ByteSink.create(path, gzip);
  await sink.write(Buffer.from(text));
  await sink.close();
}

async function syncFolder(path: string): Promise<void> {
  await attempt('flushing the folder', path, async () => {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}
