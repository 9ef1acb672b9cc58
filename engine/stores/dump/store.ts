import { join } from 'node:path';
import { type CollectionScan, type SourceStore, StoreFailure, type StoreNotice } from '../port.ts';
import { type Catalog, type DumpCollection, readCatalog } from './catalog.ts';
import { findDatabase } from './layout.ts';
import type { Prelude } from './metadata.ts';
import { DumpScan } from './scan.ts';

/** A dump as a store: one database's folder as mongodump writes it, plain or gzip. */
export class DumpStore implements SourceStore {
  readonly kind = 'dump';
  readonly label: string;
  /** The database's name, which is its folder's. */
  readonly database: string;
  /** Versions of the server and the tool that wrote the dump, where it tells (T44). */
  readonly prelude: Prelude;
  readonly notices: readonly StoreNotice[];
  readonly #folder: string;
  readonly #root: string;
  readonly #catalog: Catalog;

  constructor(label: string, database: string, folder: string, root: string, catalog: Catalog) {
    this.label = label;
    this.database = database;
    this.prelude = catalog.prelude;
    this.notices = catalog.notices;
    this.#folder = folder;
    this.#root = root;
    this.#catalog = catalog;
  }

  async collections(): Promise<readonly DumpCollection[]> {
    return [...this.#catalog.collections.values()].map(({ info }) => info);
  }

  /**
   * A pass over a collection. Each document's structure is walked; documents share memory with what was read and
   * stay valid. Damage ends the pass with a StoreFailure `store.damaged` that tells the uncompressed offset and the
   * last good `_id`; the sound documents before it were given out.
   */
  scan(collection: string): CollectionScan {
    const known = this.#catalog.collections.get(collection);
    if (known !== undefined && known.file === undefined) {
      throw new StoreFailure('store.layout', `the data file of ${collection} is missing`, {
        place: this.#folder,
        hint: 'its metadata is there: the dump is not whole',
      });
    }
    return new DumpScan(known?.file === undefined ? undefined : join(this.#folder, known.file), this.#root);
  }

  async close(): Promise<void> {}
}

/** How to open a dump. */
export interface DumpOptions {
  /** Which database, where the dump has several. */
  readonly database?: string;
}

/**
 * Opens a mongodump root with one database in it (or the chosen one), or one database's folder.
 * @throws StoreFailure `store.missing`, `store.layout`, `store.io`
 */
export async function openDump(path: string, options: DumpOptions = {}): Promise<DumpStore> {
  const layout = await findDatabase(path, options.database);
  return new DumpStore(path, layout.database, layout.folder, layout.root, await readCatalog(layout));
}
