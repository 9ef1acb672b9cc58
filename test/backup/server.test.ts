import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ObjectId } from 'bson';
import fc from 'fast-check';
import type { Db, Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup, restoreBackup, restoreStore, verifyBackup } from '../../engine/backup/index.ts';
import { encode, type PlainDocument } from '../../engine/bson/index.ts';
import { openSource, openTarget, type StoreNotice, type TargetStore } from '../../engine/stores/index.ts';
import { commonDocument } from '../bson/arbitrary.ts';
import { drawer } from '../cli/drawer.ts';
import { type FreshDatabase, freshDatabase } from '../server/database.ts';
import { absent, dumpOf, embedded, everythingIn, product, put, silent, started } from './stores.ts';

const databases: FreshDatabase[] = [];

async function fresh(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  databases.push(database);
  return database;
}

afterAll(async () => {
  for (const database of databases) await database.drop();
});

const opener =
  ({ uri }: FreshDatabase) =>
  (create: boolean): Promise<TargetStore> =>
    openTarget(uri, { create });

/** Opens a database as a target for the time of `work`. */
async function within<T>(database: FreshDatabase, work: (store: TargetStore) => Promise<T>): Promise<T> {
  const store = await opener(database)(true);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function backUp({ uri }: FreshDatabase) {
  const source = await openSource(uri);
  const directory = absent();
  try {
    return { directory, manifest: await makeBackup(source, { directory, product, started, phase: '2' }) };
  } finally {
    await source.close();
  }
}

/** What the driver says of a database's collections, indexes and documents, with types. */
async function seenBy(db: Db): Promise<unknown> {
  const all: Record<string, unknown> = {};
  for (const { name, type, options } of (await db
    .listCollections({}, { promoteValues: false } as object)
    .toArray()) as Document[]) {
    if (String(type) !== 'collection' || /^(system\.|migration_leases$)/.test(String(name))) continue;
    const documents = await db.collection(String(name)).find({}, { raw: true }).toArray();
    all[String(name)] = {
      options: JSON.stringify(options),
      indexes: (await db.collection(String(name)).indexes()).map((index) => JSON.stringify(index)).sort(),
      documents: documents.map((bytes) => Buffer.from(bytes as unknown as Uint8Array).toString('hex')).sort(),
    };
  }
  return all;
}

describe('a database of a real server', () => {
  let database: FreshDatabase;

  beforeAll(async () => {
    database = await fresh();
    const { db } = database;
    await db.createCollection('people', {
      collation: { locale: 'es' },
      validator: { mail: { $type: 'string' } },
    });
    await db.collection('people').createIndex({ mail: 1 }, { unique: true });
    await db
      .collection<Document>('people')
      .insertMany([{ _id: 1, mail: 'a' } as never, { mail: 'b', at: new Date() }]);
    const orders = Array.from({ length: 3000 }, (_, at) => ({
      _id: `o${at}` as never,
      total: at,
      kind: at % 3,
    }));
    await db.collection('orders').insertMany(orders.toReversed());
    await db.collection('orders').createIndex({ total: -1, kind: 1 }, { sparse: true });
    await db
      .collection('orders')
      .createIndex({ kind: 1 }, { partialFilterExpression: { total: { $gt: 5 } }, name: 'p' });
    await db.createCollection('nobody');
    await db.collection('migration_runs').insertOne({ _id: 'run-1' as never });
    await db.createCollection('totals', { viewOn: 'orders', pipeline: [] });
  });

  it('comes back from its backup as it was, indexes and options too', async () => {
    const { directory, manifest } = await backUp(database);
    expect(manifest).toMatchObject({
      source: {
        kind: 'mongodb',
        database: database.name,
        server: expect.stringMatching(/^MongoDB \d+\.\d+\.\d+/),
      },
      folder: database.name,
      records: ['migration_runs'],
      notices: [{ code: 'collection.view' }],
      totals: { documents: 3003 },
    });
    expect(readdirSync(directory).sort()).toEqual(['backup.json', database.name].sort());
    const into = await fresh();
    const restored = await restoreBackup(directory, opener(into), { records: true });
    expect(restored.documents).toBe(3003);
    expect(restored.notices).toEqual([]);
    expect(await seenBy(into.db)).toEqual(await seenBy(database.db));
  });

  it('is verified against itself, on trial in a database that goes away again', async () => {
    const { directory } = await backUp(database);
    const before = (await database.db.admin().listDatabases()).databases.length;
    const { findings, live, trial } = await within(database, (store) =>
      verifyBackup(directory, { source: store, trial: store }),
    );
    expect(findings).toEqual([]);
    expect(live.every(({ backup, now }) => backup === now)).toBe(true);
    expect(trial?.documents).toBe(3003);
    expect((await database.db.admin().listDatabases()).databases.length).toBe(before);
  });

  it('is backed up while others write to it; the manifest tells what moved', async () => {
    let writing = true;
    const late = async (): Promise<void> => {
      for (let at = 0; writing; at += 1)
        await database.db.collection('late').insertOne({ _id: `l${at}` as never, text: 'x'.repeat(1000) });
    };
    const writer = late();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { directory, manifest } = await backUp(database);
    writing = false;
    await writer;
    expect((await verifyBackup(directory)).findings).toEqual([]);
    const found = manifest.collections.find(({ name }) => name === 'late');
    expect(found?.documents).toBeGreaterThan(0);
    expect(found?.live).toBeGreaterThanOrEqual(found?.documents ?? 0);
    await database.db.dropCollection('late');
  });

  it('that holds documents already is refused, and nothing in it is changed', async () => {
    const { directory } = await backUp(database);
    const into = await fresh();
    await into.db.collection('orders').insertOne({ _id: 'theirs' as never });
    await into.db.createCollection('people');
    const before = await seenBy(into.db);
    await expect(restoreBackup(directory, opener(into))).rejects.toMatchObject({
      code: 'restore.not_empty',
      message: 'the target is not empty: orders holds 1; people is empty and has other indexes or options',
    });
    expect(await seenBy(into.db)).toEqual(before);
  });
});

describe('into a real server', () => {
  it('documents come with their _id first, as the server has them', async () => {
    const dump = await dumpOf({ things: [encode({ a: 1, _id: 'x', b: 2 }), encode({ _id: 'y' })] });
    const into = await fresh();
    await within(into, (store) => restoreStore(dump, store));
    expect(
      await into.db
        .collection('things')
        .find({}, { sort: { _id: 1 } })
        .toArray(),
    ).toEqual([{ _id: 'x', a: 1, b: 2 }, { _id: 'y' }]);
    expect(Object.keys((await into.db.collection('things').findOne({ a: 1 })) ?? {})).toEqual([
      '_id',
      'a',
      'b',
    ]);
  });

  it('capped collections are refused before anything is written', async () => {
    const options = { capped: true, size: 4096 };
    const dump = await dumpOf({ log: [encode({ _id: 1 })] }, false, { log: { options } });
    const into = await fresh();
    await expect(within(into, (store) => restoreStore(dump, store))).rejects.toMatchObject({
      code: 'restore.system',
      message: 'capped collections cannot be restored: log',
    });
    expect(await seenBy(into.db)).toEqual({});
  });

  it('a restore that was cut short between a collection and its indexes makes them', async () => {
    const indexes = [{ key: { a: 1 }, name: 'a_1' }];
    const source = await embedded({ things: { documents: [{ _id: 1 }], indexes } });
    const into = await fresh();
    await within(into, async (store) => {
      const cut: TargetStore = Object.assign(Object.create(store) as TargetStore, {
        ensure: async () => {
          await into.db.createCollection('things');
          throw new Error('pulled the plug');
        },
        kind: store.kind,
        label: store.label,
        read: store.read.bind(store),
        write: store.write.bind(store),
        collections: store.collections.bind(store),
      });
      await expect(restoreStore(source, cut)).rejects.toThrow('pulled the plug');
    });
    await within(into, (store) => restoreStore(source, store));
    expect((await into.db.collection('things').indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1']);
  });

  it('whatever documents there are come back as they were', async () => {
    const documents = fc.array(commonDocument, { minLength: 1, maxLength: 20 }).map((drawn) =>
      drawn.map((fields, at): PlainDocument => {
        const { _id: _, ...rest } = fields;
        return { _id: at % 2 === 0 ? at : ObjectId.createFromTime(at), ...rest };
      }),
    );
    await fc.assert(
      fc.asyncProperty(documents, async (drawn) => {
        const [from, into] = [await fresh(), await fresh()];
        await within(from, (store) => put(store, { things: { documents: drawn } }));
        const { directory } = await backUp(from);
        await restoreBackup(directory, opener(into));
        const [before, after] = [await within(from, everythingIn), await within(into, everythingIn)];
        expect(after).toEqual(before);
      }),
      { numRuns: 8 },
    );
  });

  it('a backup by the command names the server, and nothing else that its URI says', async () => {
    const from = await fresh();
    await from.db.collection('things').insertOne({ _id: 1 as never });
    const directory = absent();
    const uri = `${from.uri}${from.uri.includes('?') ? '&' : '?'}appName=s3cret`;
    const { code, stdout, stderr } = await drawer(['backup', '--source', uri, '--out', directory, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).source).toMatchObject({ kind: 'mongodb', database: from.name });
    expect(`${stdout}${stderr}${readFileSync(join(directory, 'backup.json'), 'utf8')}`).not.toContain(
      's3cret',
    );
  });

  it.each([
    ['backup', '--source'],
    ['restore', 'fixtures/dump', '--target'],
  ])('%s never tells a password, least of all one that is refused', async (...words) => {
    const { uri } = await fresh();
    const withPassword = uri.replace('mongodb://', 'mongodb://nobody:s3cret@');
    const { code, stdout, stderr } = await drawer([...words, withPassword]);
    expect({ code, told: stderr !== '' }).toEqual({ code: 4, told: true });
    expect(stdout + stderr).not.toContain('s3cret');
  });
});

describe('notices of a server', () => {
  it('are told by a backup: what is in the database and not in it', async () => {
    const from = await fresh();
    await from.db.collection('things').insertOne({ _id: 1 as never });
    await from.db.createCollection('all', { viewOn: 'things', pipeline: [] });
    const { code, stderr } = await drawer(['backup', '--source', from.uri, '--out', absent()]);
    expect(stderr).toContain('.all: a view is no collection and is left out [collection.view]');
    expect(code).toBe(0);
  });

  it('are told, and no failure', async () => {
    // The server completes a collation: the options differ in words, not in what they do.
    const source = await embedded({
      things: { documents: [{ _id: 1 }], options: { collation: { locale: 'es' } } },
    });
    const notices: StoreNotice[] = [];
    const into = await fresh();
    const observer = { ...silent, notice: (notice: StoreNotice) => void notices.push(notice) };
    await within(into, (store) => restoreStore(source, store, { observer }));
    expect(notices.map(({ code }) => code)).toEqual(['options.differ']);
  });
});
