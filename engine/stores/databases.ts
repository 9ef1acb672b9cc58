import { openDump } from './dump/index.ts';
import { withDatabase } from './mongodb/index.ts';
import { openSource, parseStore, printableStore } from './open.ts';
import {
  type CollectionInfo,
  type CollectionScan,
  type SourceStore,
  StoreFailure,
  type StoreNotice,
} from './port.ts';

/** One database of several. */
export interface OpenDatabase {
  readonly alias: string;
  readonly store: SourceStore;
  /** Printable place, with the database's name. */
  readonly label: string;
}

/** Several databases as one source: a collection is known by its database's alias, a dot and its own name. */
export class Databases implements SourceStore {
  readonly kind: SourceStore['kind'];
  readonly label: string;
  readonly notices: readonly StoreNotice[];
  readonly #databases: readonly OpenDatabase[];

  constructor(databases: readonly OpenDatabase[]) {
    this.#databases = databases;
    // One that goes on changing is enough for the whole to go on changing.
    const kinds = databases.map(({ store }) => store.kind);
    this.kind = kinds.find((kind) => kind === 'mongodb') ?? kinds[0] ?? 'dump';
    this.label = databases.map(({ alias, label }) => `${alias}=${label}`).join(' ');
    this.notices = databases.flatMap(({ store }) => store.notices);
  }

  async collections(): Promise<readonly CollectionInfo[]> {
    const all: CollectionInfo[] = [];
    for (const { alias, store } of this.#databases)
      for (const info of await store.collections()) all.push({ ...info, name: `${alias}.${info.name}` });
    return all;
  }

  scan(collection: string): CollectionScan {
    const { store, name } = this.locate(collection);
    return store.scan(name);
  }

  /** Which database a collection is in, and its name there. */
  locate(collection: string): OpenDatabase & { readonly name: string } {
    const dot = collection.indexOf('.');
    const database = this.#databases.find(({ alias }) => alias === collection.slice(0, dot));
    if (database === undefined) throw new Error(`no database of the source has ${collection}`);
    return { ...database, name: collection.slice(dot + 1) };
  }

  async close(): Promise<void> {
    for (const { store } of this.#databases) await store.close();
  }
}

/**
 * Opens databases by alias: each a STORE of its own, or the name of one within `source`, a dump with several databases
 * or the URI of a server. Throws {@link StoreFailure}; nothing stays open then.
 */
export async function openDatabases(
  bindings: ReadonlyMap<string, string>,
  source: string | undefined,
): Promise<Databases> {
  const databases: OpenDatabase[] = [];
  try {
    for (const [alias, text] of bindings) databases.push({ alias, ...(await openDatabase(text, source)) });
  } catch (error) {
    for (const { store } of databases) await store.close();
    throw error;
  }
  return new Databases(databases);
}

/** True for a text that is a STORE of its own, and no name of a database within another. */
export function isStoreText(text: string): boolean {
  return /[/\\:]|^\./.test(text);
}

async function openDatabase(
  text: string,
  source: string | undefined,
): Promise<{ readonly store: SourceStore; readonly label: string }> {
  if (isStoreText(text)) {
    const store = await openSource(text);
    return { store, label: store.label };
  }
  const within = source === undefined ? undefined : parseStore(source);
  switch (within?.kind) {
    case 'dump': {
      const store = await openDump(within.path, { database: text });
      return { store, label: `${store.label}/${store.database}` };
    }
    case 'mongodb': {
      const store = await openSource(withDatabase(within.uri, text));
      return { store, label: store.label };
    }
    default:
      throw new StoreFailure('store.missing', `there is no source to find the database ${text} in`, {
        place: source === undefined ? text : printableStore(source),
        hint: `name a dump with several databases or the URI of a server as the source; a folder is written ./${text}`,
      });
  }
}
