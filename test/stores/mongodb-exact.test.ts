import { createHash } from 'node:crypto';
import { Decimal128, Double, Long, MaxKey, MinKey, ObjectId, serialize } from 'bson';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BsonValue, encode, orderedJson } from '../../engine/bson/index.ts';
import { openSource, openTarget, type TargetStore } from '../../engine/stores/index.ts';
import { commonDocument } from '../bson/arbitrary.ts';
import { type FreshDatabase, freshDatabase } from '../server/database.ts';
import { documentOf, everything, insert } from './conformance.ts';

let database: FreshDatabase;
let store: TargetStore;

beforeEach(async () => {
  database = await freshDatabase();
  store = await openTarget(database.uri, { create: true });
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

async function scanned(collection: string): Promise<Buffer[]> {
  const documents: Buffer[] = [];
  for await (const batch of store.scan(collection))
    documents.push(...batch.map(({ bytes }) => Buffer.from(bytes)));
  return documents;
}

const digest = (document: Uint8Array): string => createHash('sha256').update(document).digest('hex');

describe('every byte', () => {
  it('comes back as it was written, whatever is in a document', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(commonDocument, { minLength: 1, maxLength: 20 }), async (contents) => {
        round += 1;
        const collection = `c${round}`;
        const first = contents.map((content, at) => documentOf(`d${at}`, { content }));
        const second = contents.map((content, at) => documentOf(`d${at}`, { again: [content], content }));
        const ids = contents.map((_, at) => `d${at}`);
        await store.write(first.map((document, at) => insert(collection, `d${at}`, document)));
        expect(await store.read(collection, ids)).toEqual(first);
        const results = await store.write(
          second.map((document, at) => {
            const expected = first[at] ?? document;
            return { kind: 'replace', collection, id: `d${at}`, document, expect: expected };
          }),
        );
        expect(results).toEqual(ids.map(() => 'written'));
        expect((await scanned(collection)).map(digest).sort()).toEqual(second.map(digest).sort());
        expect((await everything(store.list(collection))).map(digest).sort()).toEqual(
          second.map(digest).sort(),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('of a field that a patch adds comes back too, and so do those before it', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(commonDocument, { minLength: 1, maxLength: 10 }), async (contents) => {
        round += 1;
        const collection = `c${round}`;
        const ids = contents.map((_, at) => `d${at}`);
        const base = contents.map((content, at) => documentOf(`d${at}`, { content }));
        await store.write(base.map((document, at) => insert(collection, `d${at}`, document)));
        const results = await store.write(
          contents.map((content, at) => {
            const fields = at % 2 === 0 ? { link: content } : { link: content, about: [content] };
            const absent = { link: undefined, about: undefined };
            return { kind: 'patch', collection, id: `d${at}`, fields, expect: absent };
          }),
        );
        expect(results).toEqual(ids.map(() => 'written'));
        const wanted = contents.map((content, at) =>
          documentOf(`d${at}`, { content, link: content, ...(at % 2 === 0 ? {} : { about: [content] }) }),
        );
        expect(await store.read(collection, ids)).toEqual(wanted);
      }),
      { numRuns: 25 },
    );
  });

  it('of fields with repeated keys, numbers for names and unsound text is kept by replacing and putting', async () => {
    const twice = encode({ _id: 'a', keyA: 1, keyB: 2 });
    const odd = Buffer.from(twice);
    odd.write('keyA', odd.indexOf('keyB'));
    const numbers = Buffer.concat([
      ...['9', '10', '2'].map((key) => encode({ [key]: true }).subarray(4, -1)),
    ]);
    const sorted = Buffer.concat([encode({ _id: 'a' }).subarray(0, -1), numbers, Buffer.alloc(1)]);
    sorted.writeInt32LE(sorted.length, 0);
    await store.write([insert('c', 'a', Buffer.from(twice))]);
    const replace = { kind: 'replace', collection: 'c', id: 'a', document: odd, expect: twice } as const;
    expect(await store.write([replace])).toEqual(['written']);
    expect(await store.read('c', ['a'])).toEqual([odd]);
    expect(await store.write([{ kind: 'put', collection: 'c', id: 'a', document: sorted }])).toEqual([
      'written',
    ]);
    expect(await scanned('c')).toEqual([sorted]);
    expect(await store.write([{ kind: 'remove', collection: 'c', id: 'a', expect: sorted }])).toEqual([
      'written',
    ]);
  });
});

describe('ids', () => {
  const ids: readonly BsonValue[] = [
    new MinKey(),
    null,
    ...Array.from({ length: 150 }, (_, at) => at),
    new Double(7.5),
    Long.fromString('9007199254740993'),
    Decimal128.fromString('1.5E+30'),
    ...Array.from({ length: 150 }, (_, at) => `s${String(at).padStart(4, '0')}`),
    'with\u0000nul',
    { a: 1 },
    { a: 1, b: 2 },
    { b: 2, a: 1 },
    { 2: 'x', 1: 'y' },
    ...Array.from({ length: 150 }, (_, at) => new ObjectId(at.toString(16).padStart(24, '0'))),
    false,
    true,
    new Date(0),
    new Date(1e12),
    new MaxKey(),
  ];

  it('of all types in one collection are scanned, each once, and counted', async () => {
    expect(await store.write(ids.map((id) => insert('c', id)))).toEqual(ids.map(() => 'written'));
    const found = (await scanned('c')).map(digest);
    expect(new Set(found)).toEqual(new Set(ids.map((id) => digest(documentOf(id)))));
    expect(found).toHaveLength(ids.length);
    expect((await everything(store.list('c'))).map(digest).sort()).toEqual([...found].sort());
    expect(await store.read('c', ids)).toEqual(ids.map((id) => documentOf(id)));
  });

  it('that are documents with keys in another order are others', async () => {
    await store.write([insert('c', { a: 1, b: 2 })]);
    expect(await store.read('c', [{ b: 2, a: 1 }])).toEqual([undefined]);
    const other = documentOf({ b: 2, a: 1 });
    expect(
      await store.write([
        { kind: 'remove', collection: 'c', id: { b: 2, a: 1 }, expect: documentOf({ a: 1, b: 2 }) },
        insert('c', { b: 2, a: 1 }, other),
      ]),
    ).toEqual(['conflict', 'written']);
    expect(await store.count('c')).toBe(2);
  });
});

describe('collections', () => {
  it('have no views and none of the server or the store among them, which is told', async () => {
    await store.ensure('plain', []);
    await store.lease('target#0', { host: 'h', pid: 1, startedAt: '', run: 'r' });
    await database.db.createCollection('seen', { viewOn: 'plain', pipeline: [] });
    expect((await store.collections()).map(({ name }) => name)).toEqual(['plain']);
    const again = await openSource(database.uri);
    expect((await again.collections()).map(({ name }) => name)).toEqual(['plain']);
    expect(again.notices).toHaveLength(1);
    expect(again.notices[0]?.place).toContain('seen');
    await again.close();
  });

  it('keep options and indexes, which make an equal collection elsewhere', async () => {
    const source = await database.db.createCollection('c', {
      validator: { $jsonSchema: { bsonType: 'object', properties: { 9: { bsonType: 'int' }, 10: {} } } },
      validationLevel: 'moderate',
    });
    await source.createIndexes([
      { key: new Map([...['b', '10', '9'].map((field): [string, 1] => [field, 1])]), unique: true },
      { key: { a: 1 }, partialFilterExpression: { a: { $gt: 5 } } },
      { key: { when: 1 }, expireAfterSeconds: 3600, sparse: true },
      { key: { text: 1 }, collation: { locale: 'es', strength: 1 } },
      { key: { where: '2dsphere' } },
      { key: { words: 'text' }, default_language: 'spanish' },
      { key: { '$**': 1 }, wildcardProjection: { a: 0 } },
      { key: { id: 'hashed' } },
    ]);
    const [info] = await store.collections();
    expect(info?.indexes).toHaveLength(9);
    expect(await store.ensure('copy', info?.indexes ?? [], info?.options)).toEqual([]);
    const copy = (await store.collections()).find(({ name }) => name === 'copy');
    const texts = (values: readonly BsonValue[] = []): readonly string[] =>
      values.map((one) => orderedJson(one));
    expect(texts(copy?.indexes)).toEqual(texts(info?.indexes));
    expect(texts([copy?.options ?? null])).toEqual(texts([info?.options ?? null]));
    expect(await store.ensure('c', info?.indexes ?? [], info?.options)).toEqual([]);
    const made = (await database.db
      .collection('copy')
      .listIndexes({ raw: true })
      .toArray()) as unknown as Buffer[];
    // A JS object would have the numbers first and in their order.
    const first = new Map(['b', '10', '9'].map((field): [string, number] => [field, 1]));
    expect(made.some((index) => index.includes(Buffer.from(serialize(first))))).toBe(true);
  });

  it('that two make at once are there once, with their indexes', async () => {
    const other = await openTarget(database.uri, { create: true });
    const index = { key: { client: 1 }, name: 'client_1', unique: true };
    for (let round = 0; round < 10; round += 1) {
      const made = await Promise.all(
        [store, other, store, other].map((one) => one.ensure(`c${round}`, [index])),
      );
      expect(made).toEqual([[], [], [], []]);
    }
    await other.close();
  });

  it('that other programs filled are read whole, large and small documents mixed', async () => {
    const sizes = Array.from({ length: 400 }, (_, at) =>
      at % 97 === 0 ? 3_000_000 : at % 7 === 0 ? 60_000 : 40,
    );
    const documents = sizes.map((size, at) => ({ _id: at as unknown as ObjectId, text: 'x'.repeat(size) }));
    for (let at = 0; at < documents.length; at += 50) {
      await database.db.collection('c').insertMany(documents.slice(at, at + 50));
    }
    const scan = store.scan('c');
    let bytes = 0;
    let largest = 0;
    for await (const batch of scan) {
      const size = batch.reduce((sum, document) => sum + document.bytes.length, 0);
      bytes += size;
      largest = Math.max(largest, size);
    }
    expect(scan.summary()).toMatchObject({ documents: 400, bytes });
    expect(largest).toBeLessThanOrEqual(17 * 2 ** 20);
  });
});
