import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { BackupObserver } from '../../engine/backup/index.ts';
import { BsonDocument, type BsonValue, encode, type PlainDocument } from '../../engine/bson/index.ts';
import {
  type CollectionInfo,
  createDump,
  type DumpStore,
  openDump,
  openEmbedded,
  type SourceStore,
  type TargetStore,
} from '../../engine/stores/index.ts';

const made: string[] = [];
const open: SourceStore[] = [];

afterAll(async () => {
  for (const store of open.splice(0)) await store.close();
  for (const each of made.splice(0)) rmSync(each, { recursive: true, force: true });
});

/** A new folder that is removed at the end. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'backup-test-'));
  made.push(folder);
  return folder;
}

/** What a store holds: collections with their documents, and indexes and options where there are any. */
export interface Content {
  readonly [collection: string]: {
    readonly documents: readonly PlainDocument[];
    readonly indexes?: readonly BsonValue[];
    readonly options?: BsonValue;
  };
}

/** A store that holds a bit of everything: an index, an option, records of the product, an empty collection. */
export const shop: Content = {
  orders: {
    documents: Array.from({ length: 250 }, (_, at) => ({
      _id: `o${String(at).padStart(4, '0')}`,
      total: at * 1.5,
      lines: [{ sku: `s${at % 7}`, note: 'ñandú €' }],
    })),
    indexes: [{ key: { total: 1, _id: -1 }, name: 'total_1__id_-1' }],
  },
  people: {
    documents: [
      { _id: 1, mail: 'a@b.example' },
      { _id: 'two', mail: 'c@d.example' },
    ],
    indexes: [{ key: { mail: 1 }, name: 'mail_1', unique: true }],
    options: { collation: { locale: 'es' } },
  },
  nobody: { documents: [] },
  migration_runs: { documents: [{ _id: 'run-1', state: 'done' }] },
};

/** An embedded store in a folder of its own, open until the end. */
export async function embedded(
  content: Content = {},
  folder = join(newFolder(), 'shop'),
): Promise<TargetStore> {
  const store = await openEmbedded(folder, { create: true });
  open.push(store);
  await put(store, content);
  return store;
}

/** A place for a target: an embedded store that is empty at first, opened as a command would. */
export function targetFolder(folder = join(newFolder(), 'target')): {
  readonly folder: string;
  /** Opens the store for whoever closes it. */
  open(create: boolean): Promise<TargetStore>;
  /** Whether it was opened to be made. */
  created(): boolean;
  /** Opens it for the time of `work`. */
  look<T>(work: (store: TargetStore) => Promise<T>): Promise<T>;
} {
  let created = false;
  return {
    folder,
    open: (create) => {
      created ||= create;
      return openEmbedded(folder, { create });
    },
    created: () => created,
    look: async (work) => {
      const store = await openEmbedded(folder, { create: true });
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
  };
}

/** Puts documents into a store. */
export async function put(store: TargetStore, content: Content): Promise<void> {
  for (const [collection, { documents, indexes = [], options }] of Object.entries(content)) {
    await store.ensure(collection, indexes, options);
    const operations = documents.map((document) => {
      const id = document._id as BsonValue;
      return { kind: 'insert', collection, id, document: encode(document) } as const;
    });
    const results = await store.write(operations);
    if (results.some((result) => result !== 'written')) throw new Error('a document was not written');
  }
}

/** A dump of these raw documents, as mongodump would write it. */
export async function dumpOf(
  content: Readonly<Record<string, readonly Uint8Array[]>>,
  gzip = false,
  infos: Readonly<Record<string, Omit<CollectionInfo, 'name'>>> = {},
): Promise<DumpStore> {
  const folder = join(newFolder(), 'shop');
  const dump = await createDump(folder, { gzip });
  for (const [name, documents] of Object.entries(content)) {
    const writer = await dump.collection({ name, ...infos[name] });
    await writer.write(documents);
    await writer.close();
  }
  await dump.finish();
  return openDump(folder);
}

/** A folder for a dump or backup that is not there yet. */
export function absent(): string {
  const above = join(newFolder(), 'backups');
  mkdirSync(above);
  return join(above, 'pre_phase2');
}

/** Everything a store holds, comparable: documents as hex by id, indexes, options. */
export async function everythingIn(
  store: SourceStore,
  wanted: (collection: string) => boolean = () => true,
): Promise<Readonly<Record<string, unknown>>> {
  const all: Record<string, unknown> = {};
  for (const { name, indexes, options } of await store.collections()) {
    if (!wanted(name)) continue;
    const documents: string[] = [];
    for await (const batch of store.scan(name))
      documents.push(...batch.map(({ bytes }) => Buffer.from(bytes).toString('hex')));
    all[name] = { documents: documents.sort(), indexes: shown(indexes ?? []), options: shown(options ?? {}) };
  }
  return all;
}

/** A value with its order of keys and its types, as text. */
function shown(value: BsonValue): string {
  return Buffer.from(encode({ value })).toString('hex');
}

/** The ids of a collection. */
export async function idsIn(store: SourceStore, collection: string): Promise<readonly unknown[]> {
  const ids: unknown[] = [];
  for await (const batch of store.scan(collection))
    ids.push(...batch.map(({ bytes }) => new BsonDocument(bytes).get('_id')));
  return ids;
}

export const product = { name: 'client-drawer', version: '0.0.0-test' };
export const started = new Date('2025-02-01T03:04:05.678Z');

/** Hears nothing. */
export const silent: BackupObserver = { step: () => {}, progress: () => {}, notice: () => {} };
