import { BSON, type Document } from 'bson';
import { inspect } from '../../engine/bson/index.ts';
import type { CollectionScan, SourceStore, StoredDocument } from '../../engine/stores/index.ts';

/** Documents by collection. */
export type World = Readonly<Record<string, readonly Document[]>>;

/** A store that gives these documents, so many at a time. */
export function listedStore(world: World, batch = 7, label = 'listed'): SourceStore {
  return {
    kind: 'dump',
    label,
    notices: [],
    collections: async () => Object.keys(world).map((name) => ({ name })),
    scan: (name) => scanOf((world[name] ?? []).map(stored), batch),
    close: async () => {},
  };
}

function stored(document: Document): StoredDocument {
  const bytes = Buffer.from(BSON.serialize(document, { ignoreUndefined: false }));
  return { bytes, faults: inspect(bytes).faults };
}

function scanOf(documents: readonly StoredDocument[], batch: number): CollectionScan {
  return {
    async *[Symbol.asyncIterator]() {
      for (let at = 0; at < documents.length; at += batch) yield documents.slice(at, at + batch);
    },
    summary: () => ({
      documents: documents.length,
      bytes: documents.reduce((sum, { bytes }) => sum + bytes.length, 0),
      sha256: 'sha256:none',
    }),
  };
}
