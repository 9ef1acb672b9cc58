import type { CollectionInfo, CollectionScan, SourceStore, StoreNotice } from '../stores/index.ts';

/** The name under which a collection of a backup is restored beside the one that is there. */
export function besideName(collection: string): string {
  return `${collection}.from_backup`;
}

/** The name under which a collection waits that gives way. */
export function asideName(collection: string): string {
  return `${collection}.replaced`;
}

/** Some collections of a store under the names that they are restored to. */
export class BesideSource implements SourceStore {
  readonly kind: SourceStore['kind'];
  readonly label: string;
  readonly notices: readonly StoreNotice[] = [];
  readonly #store: SourceStore;
  readonly #infos: ReadonlyMap<string, CollectionInfo>;

  constructor(store: SourceStore, infos: readonly CollectionInfo[]) {
    this.kind = store.kind;
    this.label = store.label;
    this.#store = store;
    this.#infos = new Map(infos.map((info) => [besideName(info.name), info]));
  }

  async collections(): Promise<readonly CollectionInfo[]> {
    return [...this.#infos].map(([name, info]) => ({ ...info, name }));
  }

  scan(collection: string): CollectionScan {
    return this.#store.scan(this.#infos.get(collection)?.name ?? collection);
  }

  async close(): Promise<void> {
    // The store belongs to who opened it.
  }
}
