import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, encode, fromExtendedJson, type PlainDocument } from '../../../engine/bson/index.ts';
import { createDump, type DumpCollection, openDump } from '../../../engine/stores/dump/index.ts';
import { StoreFailure } from '../../../engine/stores/port.ts';
import { anyDocument } from '../../bson/arbitrary.ts';
import { SEED } from '../../bson/seed.ts';
import { bsonOf, filesIn, newFolder, takeAll } from './folders.ts';

async function write(
  folder: string,
  gzip: boolean,
  collections: readonly (readonly [DumpCollection, readonly Uint8Array[]])[],
) {
  const dump = await createDump(folder, {
    gzip,
    prelude: { serverVersion: '6.0.5', toolVersion: '100.18.0' },
  });
  const summaries = [];
  for (const [info, documents] of collections) {
    const writer = await dump.collection(info);
    await writer.write(documents);
    summaries.push(await writer.close());
  }
  await dump.finish();
  return summaries;
}

describe('a dump that was written', () => {
  it('is read as the same: names, metadata, bytes, summaries', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 90 })
      .filter((text) => !text.includes('\0') && !text.startsWith('.'));
    const collections = fc.uniqueArray(fc.tuple(name, fc.array(anyDocument, { maxLength: 5 })), {
      selector: ([each]) => each,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(collections, fc.boolean(), async (wanted, gzip) => {
        const folder = join(newFolder(), 'shop');
        const summaries = await write(
          folder,
          gzip,
          wanted.map(([each, documents]) => [{ name: each }, documents.map((document) => encode(document))]),
        );
        const store = await openDump(folder);
        expect(store.notices.filter(({ code }) => code !== 'dump.case_clash')).toEqual([]);
        expect(new Set((await store.collections()).map((info) => info.name))).toEqual(
          new Set(wanted.map(([each]) => each)),
        );
        for (const [i, [each, documents]] of wanted.entries()) {
          const scan = store.scan(each);
          const all = await takeAll(scan);
          expect(Buffer.concat(all.map(({ bytes }) => bytes)).equals(bsonOf(...documents))).toBe(true);
          expect(scan.summary()).toEqual(summaries[i]);
        }
      }),
      { numRuns: 60, seed: SEED },
    );
  });

  it.each([false, true])('has the files of mongodump, for their owner only (gzip: %s)', async (gzip) => {
    const folder = join(newFolder(), 'shop');
    const info = {
      name: 'a/b',
      options: fromExtendedJson({ validator: { z: 1, a: { $exists: true } } }),
      indexes: [
        fromExtendedJson({ v: 2, key: { _id: 1 }, name: '_id_' }),
        fromExtendedJson({ v: 2, unique: true, key: { z: 1, a: -1 }, name: 'z_1_a_-1' }),
      ],
      uuid: '00112233445566778899aabbccddeeff',
    };
    await write(folder, gzip, [
      [info, [encode({ _id: 1 })]],
      [{ name: 'plain' }, []],
    ]);
    const end = gzip ? '.gz' : '';
    expect(readdirSync(folder).sort()).toEqual(
      ['a%2Fb.bson', 'a%2Fb.metadata.json', 'plain.bson', 'plain.metadata.json', 'prelude.json'].map(
        (name) => name + end,
      ),
    );
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const text = (name: string) => {
      const bytes = readFileSync(join(folder, name + end));
      return (gzip ? gunzipSync(bytes) : bytes).toString();
    };
    expect(text('prelude.json')).toBe('{"ServerVersion":"6.0.5","ToolVersion":"100.18.0"}');
    expect(text('a%2Fb.metadata.json')).toBe(
      '{"options":{"validator":{"z":{"$numberInt":"1"},"a":{"$exists":true}}},' +
        '"indexes":[{"v":{"$numberInt":"2"},"key":{"_id":{"$numberInt":"1"}},"name":"_id_"},' +
        '{"v":{"$numberInt":"2"},"unique":true,"key":{"z":{"$numberInt":"1"},"a":{"$numberInt":"-1"}},"name":"z_1_a_-1"}],' +
        '"uuid":"00112233445566778899aabbccddeeff","collectionName":"a/b","type":"collection"}',
    );
    expect(text('plain.metadata.json')).toBe(
      '{"indexes":[{"v":{"$numberInt":"2"},"key":{"_id":{"$numberInt":"1"}},"name":"_id_"}],"collectionName":"plain","type":"collection"}',
    );
    const [read] = await (await openDump(folder)).collections();
    expect(read?.uuid).toBe(info.uuid);
    expect(canonicalJson(read?.options ?? null)).toBe(canonicalJson(info.options));
    expect(canonicalJson([...(read?.indexes ?? [])])).toBe(canonicalJson(info.indexes));
  });

  it('several collections at a time, in large batches', async () => {
    const folder = join(newFolder(), 'shop');
    const documents = Array.from({ length: 3000 }, (_, i) => encode({ _id: i, text: 'x'.repeat(i) }));
    const dump = await createDump(folder, { gzip: true });
    const [a, b] = [await dump.collection({ name: 'a' }), await dump.collection({ name: 'b' })];
    for (let i = 0; i < documents.length; i += 500) {
      await a.write(documents.slice(i, i + 500));
      await b.write(documents.slice(i, i + 500));
    }
    const [first, second] = [await a.close(), await b.close()];
    await dump.finish();
    expect(first).toEqual(second);
    const store = await openDump(folder);
    expect(store.prelude.serverVersion).toBe('unknown');
    const scan = store.scan('b');
    expect(await takeAll(scan)).toHaveLength(3000);
    expect(scan.summary()).toEqual(second);
  });
});

describe('a dump that is not finished', () => {
  it('goes to the disk as it comes, so memory stays bounded', async () => {
    for (const gzip of [false, true]) {
      const parent = newFolder();
      const dump = await createDump(join(parent, 'shop'), { gzip });
      const writer = await dump.collection({ name: 'a' });
      for (let i = 0; i < 400; i++)
        await writer.write([encode({ _id: i, noise: randomBytes(5000).toString('hex') })]);
      const draft = join(parent, readdirSync(parent)[0] ?? '');
      const size = statSync(join(draft, gzip ? 'a.bson.gz' : 'a.bson')).size;
      expect(size).toBeGreaterThan(gzip ? 1_000_000 : 3_000_000);
      await dump.abandon();
    }
  });

  it('is not there under its name, and leaves nothing when abandoned', async () => {
    const parent = newFolder();
    const dump = await createDump(join(parent, 'shop'), { gzip: true });
    const writer = await dump.collection({ name: 'a' });
    await writer.write([encode({ _id: 1 })]);
    expect(readdirSync(parent)).toEqual([expect.stringMatching(/^\.shop\.partial-/)]);
    await expect(openDump(parent)).rejects.toThrow('there is no dump in this folder');
    await expect(dump.finish()).rejects.toThrow('still being written');
    await dump.abandon();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('does not hide one that is', async () => {
    const parent = filesIn(newFolder(), { 'shop/a.bson': bsonOf({ _id: 1 }) });
    await (await createDump(join(parent, 'other'), { gzip: false }))
      .collection({ name: 'a' })
      .then((writer) => writer.close());
    expect((await openDump(parent)).database).toBe('shop');
  });
});

describe('what cannot be written', () => {
  it('into a folder that holds something', async () => {
    const parent = filesIn(newFolder(), { 'shop/a.bson': '' });
    await expect(createDump(join(parent, 'shop'), { gzip: false })).rejects.toMatchObject({
      code: 'store.layout',
    });
    mkdirSync(join(parent, 'empty'));
    await write(join(parent, 'empty'), false, []);
    expect(readdirSync(join(parent, 'empty'))).toEqual(['prelude.json']);
  });

  it('into a folder that appeared meanwhile', async () => {
    const parent = newFolder();
    const dump = await createDump(join(parent, 'shop'), { gzip: false });
    filesIn(parent, { 'shop/mine.bson': '' });
    await expect(dump.finish()).rejects.toMatchObject({ code: 'store.io' });
    expect(readdirSync(join(parent, 'shop'))).toEqual(['mine.bson']);
    await dump.abandon();
  });

  it('below a folder that is absent', async () => {
    await expect(createDump(join(newFolder(), 'none/shop'), { gzip: false })).rejects.toMatchObject({
      code: 'store.missing',
    });
  });

  it.each(['a.b', 'a b', '$x', 'x'.repeat(64)])('for a database called %j', async (name) => {
    await expect(createDump(`${newFolder()}/${name}`, { gzip: false })).rejects.toMatchObject({
      code: 'store.layout',
    });
  });

  it('a collection twice, or of an impossible name', async () => {
    const dump = await createDump(join(newFolder(), 'shop'), { gzip: false });
    await (await dump.collection({ name: 'a' })).close();
    await expect(dump.collection({ name: 'a' })).rejects.toThrow('begun twice');
    await expect(dump.collection({ name: '' })).rejects.toThrow(RangeError);
    await dump.abandon();
  });

  it.each(['.', '. ', '.a'])('a collection called %j, as mongod has none such', async (name) => {
    const parent = newFolder();
    const dump = await createDump(join(parent, 'shop'), { gzip: false });
    await expect(dump.collection({ name })).rejects.toMatchObject({ code: 'store.layout', place: name });
    expect(readdirSync(join(parent, readdirSync(parent)[0] ?? ''))).toEqual([]);
    await (await dump.collection({ name: `a${name}` })).close();
    await dump.finish();
    const read = await (await openDump(join(parent, 'shop'))).collections();
    expect(read.map((info) => info.name)).toEqual([`a${name}`]);
  });

  it('bytes that are no document', async () => {
    const dump = await createDump(join(newFolder(), 'shop'), { gzip: false });
    const writer = await dump.collection({ name: 'a' });
    const sound = encode({ _id: 1 } as PlainDocument);
    for (const bytes of [new Uint8Array(0), sound.subarray(0, -1), Buffer.concat([sound, sound])]) {
      await expect(writer.write([bytes])).rejects.toThrow(StoreFailure);
    }
    await dump.abandon();
  });
});
