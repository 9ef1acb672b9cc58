import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Decimal128, Long, Timestamp } from 'bson';
import type { Db } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup, restoreBackup } from '../../engine/backup/index.ts';
import { BsonDocument, canonicalJson, parseExtendedJson } from '../../engine/bson/index.ts';
import { openDump, openSource } from '../../engine/stores/index.ts';
import { type FreshDatabase, freshDatabase, withDatabase } from '../server/database.ts';
import { bsondump, withShared } from '../stores/dump/shared.ts';
import { absent, embedded, everythingIn, newFolder, product, shop, started, targetFolder } from './stores.ts';
import { runTool } from './tools.ts';

/** All documents of a database as the server has them, by collection, as hex and in one order. */
async function documentsOf(db: Db): Promise<Readonly<Record<string, readonly string[]>>> {
  const all: Record<string, string[]> = {};
  for (const { name, type } of await db.listCollections().toArray()) {
    if (type !== 'collection' || name.startsWith('system.')) continue;
    const documents = await db.collection(name).find({}, { raw: true }).toArray();
    all[name] = documents.map((bytes) => Buffer.from(bytes as unknown as Uint8Array).toString('hex')).sort();
  }
  return all;
}

/** The documents of what `everythingIn` gave. */
function documentsIn(everything: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(everything).map(([name, value]) => [name, (value as { documents: unknown }).documents]),
  );
}

async function fill(db: Db): Promise<void> {
  await db.createCollection('people', { collation: { locale: 'es' } });
  await db.collection('people').createIndex({ mail: 1 }, { unique: true });
  await db.collection<{ _id: unknown }>('people').insertMany([
    { _id: 1, mail: 'a', at: new Date(0), long: Long.fromNumber(5) },
    { _id: 'two', mail: 'b', price: Decimal128.fromString('1.10'), at: new Timestamp({ t: 5, i: 1 }) },
  ] as never);
  await db.createCollection('log', { capped: true, size: 100_000 });
  const lines = Array.from({ length: 3000 }, (_, at) => ({ total: at, text: 'ñandú', kind: at % 3 }));
  await db.collection('odd/na me').insertMany(lines);
  await db.collection('odd/na me').createIndex({ total: -1, kind: 1 }, { sparse: true });
  await db.collection('migration_runs').insertOne({ _id: 'run-1' as never });
  await db.createCollection('totals', { viewOn: 'odd/na me', pipeline: [] });
}

withShared('real tools', () => {
  describe('with the real tools and a real server', () => {
    const databases: FreshDatabase[] = [];
    const fresh = async (): Promise<FreshDatabase> => {
      const database = await freshDatabase();
      databases.push(database);
      return database;
    };
    let database: FreshDatabase;

    beforeAll(async () => {
      database = await fresh();
      await fill(database.db);
    });
    afterAll(async () => {
      for (const each of databases) await each.drop();
    });

    it.each([[[]], [['--gzip']]])('what mongodump %j wrote is restored whole', async (options) => {
      const folder = newFolder();
      await runTool(
        'mongodump',
        withDatabase(database.uri, ''),
        `--db=${database.name}`,
        `--out=${folder}`,
        ...options,
      );
      const target = targetFolder();
      const restored = await restoreBackup(folder, target.open, { records: true });
      expect(restored.documents).toBe(3003);
      const there = await target.look(everythingIn);
      expect(documentsIn(there)).toEqual(await documentsOf(database.db));
      const dump = await openDump(folder);
      expect(there).toEqual(await everythingIn(dump));
    });

    it('a backup of a server holds what mongodump --gzip writes of it', async () => {
      const folder = newFolder();
      const words = [`--db=${database.name}`, `--out=${folder}`, '--gzip'];
      await runTool('mongodump', withDatabase(database.uri, ''), ...words);
      const source = await openSource(database.uri);
      const directory = absent();
      await makeBackup(source, { directory, product, started });
      await source.close();
      const [theirs, ours] = [await openDump(folder), await openDump(join(directory, database.name))];
      expect(await everythingIn(ours)).toEqual(await everythingIn(theirs));
      expect(ours.prelude).toEqual(theirs.prelude);
    });

    it('a backup is restored by mongorestore, with indexes and options, whatever lies beside the database', async () => {
      const directory = absent();
      const source = await embedded(shop);
      await makeBackup(source, { directory, product, started });
      const into = await fresh();
      const words = ['--gzip', '--nsFrom=shop.*', `--nsTo=${into.name}.*`];
      const told = await runTool('mongorestore', withDatabase(into.uri, ''), ...words, directory);
      expect(told).toContain('253 document(s) restored successfully. 0 document(s) failed to restore.');
      expect(await documentsOf(into.db)).toEqual(documentsIn(await everythingIn(source)));
      const [people] = await into.db.listCollections({ name: 'people' }).toArray();
      expect(people).toMatchObject({ options: { collation: { locale: 'es' } } });
      expect(await into.db.collection('people').indexes()).toMatchObject([
        { name: '_id_' },
        { name: 'mail_1', key: { mail: 1 }, unique: true },
      ]);
      const [, index] = await into.db.collection('orders').indexes();
      expect(Object.entries(index?.key ?? {})).toEqual([
        ['total', 1],
        ['_id', -1],
      ]);
    });

    it('a backup is restored by mongorestore in part, from the folder of its database too', async () => {
      const directory = absent();
      await makeBackup(await embedded(shop), { directory, product, started });
      const into = await fresh();
      const words = ['--gzip', `--db=${into.name}`, '--collection=people'];
      const file = join(directory, 'shop/people.bson.gz');
      expect(await runTool('mongorestore', withDatabase(into.uri, ''), ...words, file)).toContain(
        '2 document(s) restored',
      );
      expect(Object.keys(await documentsOf(into.db))).toEqual(['people']);
    });

    it('a collection of a backup is read by bsondump', async () => {
      const directory = absent();
      const { collections } = await makeBackup(await embedded(shop), { directory, product, started });
      for (const { name, documents, data } of collections) {
        const file = join(newFolder(), 'plain.bson');
        writeFileSync(file, gunzipSync(readFileSync(join(directory, data.path))));
        const lines = bsondump(file).map((line) => canonicalJson(parseExtendedJson(line)));
        expect(lines).toHaveLength(documents);
        const ours: string[] = [];
        for await (const batch of (await openDump(join(directory, 'shop'))).scan(name))
          ours.push(...batch.map(({ bytes }) => canonicalJson(new BsonDocument(bytes))));
        expect(lines).toEqual(ours);
      }
    });
  });
});
