import { createHash } from 'node:crypto';
import { Long, ObjectId } from 'bson';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BsonDocument,
  type BsonValue,
  compareText,
  encode,
  idText,
  type PlainDocument,
} from '../../engine/bson/index.ts';
import {
  currentHolder,
  type Lease,
  type LeaseClaim,
  type Operation,
  type SourceStore,
  StoreFailure,
  type TargetStore,
} from '../../engine/stores/index.ts';

/** A place for one store, empty at first; every `open` gives a handle of its own on the same data. */
export interface TargetPlace {
  open(): Promise<TargetStore>;
  remove(): Promise<void>;
}

/** A source with a given content. */
export interface SourcePlace {
  readonly store: SourceStore;
  remove(): Promise<void>;
}

/** A document with the id and, by default, one field that makes it distinct. */
export function documentOf(
  id: BsonValue,
  fields: PlainDocument = { text: `document ${idText(id)}` },
): Buffer {
  return Buffer.from(encode({ _id: id, ...fields }));
}

export function insert(collection: string, id: BsonValue, document = documentOf(id)): Operation {
  return { kind: 'insert', collection, id, document };
}

export async function everything(batches: AsyncIterable<readonly Uint8Array[]>): Promise<Buffer[]> {
  const documents: Buffer[] = [];
  for await (const batch of batches) documents.push(...batch.map((bytes) => Buffer.from(bytes)));
  return documents;
}

/** What the dump store and every other source must do: read what was put there, and count it. */
export function sourceConformance(
  name: string,
  fill: (content: ReadonlyMap<string, readonly Buffer[]>) => Promise<SourcePlace>,
): void {
  describe(`${name} as a source`, () => {
    const content = new Map<string, readonly Buffer[]>([
      ['plain', ['a', 'b', 'c'].map((id) => documentOf(id))],
      ['many', Array.from({ length: 3000 }, (_, at) => documentOf(`m${String(at).padStart(5, '0')}`))],
      ['large', [documentOf('big', { text: 'x'.repeat(15 * 2 ** 20) }), documentOf('small')]],
      ['faulty', [documentOf('fine'), invalidText('odd'), repeatedKey('twice')]],
    ]);
    let place: SourcePlace;

    beforeEach(async () => {
      place = await fill(content);
    });
    afterEach(async () => {
      await place.store.close();
      await place.remove();
    });

    it('lists its collections by name', async () => {
      const names = (await place.store.collections()).map((collection) => collection.name);
      expect(names).toEqual([...content.keys()].sort(compareText));
    });

    it('gives every document, byte for byte, and sums up what it gave', async () => {
      for (const [collection, expected] of content) {
        const scan = place.store.scan(collection);
        const hash = createHash('sha256');
        const seen: Buffer[] = [];
        for await (const batch of scan) {
          expect(batch.length).toBeGreaterThan(0);
          for (const { bytes } of batch) {
            hash.update(bytes);
            seen.push(Buffer.from(bytes));
          }
        }
        expect(seen.map(digestOf).sort()).toEqual(expected.map(digestOf).sort());
        expect(scan.summary()).toEqual({
          documents: expected.length,
          bytes: expected.reduce((sum, document) => sum + document.length, 0),
          sha256: `sha256:${hash.digest('hex')}`,
        });
      }
    });

    it('tells content faults and none for sound documents', async () => {
      const faults: string[][] = [];
      for await (const batch of place.store.scan('faulty')) {
        faults.push(...batch.map((document) => document.faults.map((fault) => fault.code)));
      }
      expect(faults.sort()).toEqual([[], ['key.duplicate'], ['text.invalid']]);
    });

    it('gives an empty pass over a collection that is not there', async () => {
      const scan = place.store.scan('nowhere');
      for await (const batch of scan) expect(batch).toBe('absent');
      const empty = createHash('sha256').digest('hex');
      expect(scan.summary()).toEqual({ documents: 0, bytes: 0, sha256: `sha256:${empty}` });
    });

    it('has no summary before the pass has ended', async () => {
      const scan = place.store.scan('many');
      expect(() => scan.summary()).toThrow();
      for await (const _ of scan) break;
      expect(() => scan.summary()).toThrow();
    });
  });
}

/** What every target must do; each expectation holds for all of them. */
export function targetConformance(name: string, makePlace: () => Promise<TargetPlace>): void {
  describe(`${name} as a target`, () => {
    let place: TargetPlace;
    let store: TargetStore;
    const handles: TargetStore[] = [];

    const open = async (): Promise<TargetStore> => {
      const handle = await place.open();
      handles.push(handle);
      return handle;
    };

    beforeEach(async () => {
      place = await makePlace();
      store = await open();
    });
    afterEach(async () => {
      for (const handle of handles.splice(0)) await handle.close();
      await place.remove();
    });

    describe('writing', () => {
      it('inserts, and refuses an id that is there', async () => {
        expect(await store.write([insert('c', 'a'), insert('c', 'b')])).toEqual(['written', 'written']);
        const other = documentOf('a', { text: 'another' });
        expect(await store.write([insert('c', 'a', other), insert('c', 'z')])).toEqual([
          'conflict',
          'written',
        ]);
        expect(await store.read('c', ['a', 'z'])).toEqual([documentOf('a'), documentOf('z')].map(bytesOf));
      });

      it('replaces and removes what is byte for byte what was read', async () => {
        await store.write([insert('c', 'a'), insert('c', 'b')]);
        const next = documentOf('a', { text: 'next' });
        expect(
          await store.write([
            { kind: 'replace', collection: 'c', id: 'a', document: next, expect: documentOf('a') },
            { kind: 'remove', collection: 'c', id: 'b', expect: documentOf('b') },
          ]),
        ).toEqual(['written', 'written']);
        expect(await store.read('c', ['a', 'b'])).toEqual([bytesOf(next), undefined]);
      });

      it('changes nothing where the guard fails', async () => {
        const stored = documentOf('a', { left: 1, right: 2 });
        await store.write([insert('c', 'a', stored)]);
        const turned = documentOf('a', { right: 2, left: 1 });
        const next = documentOf('a', { text: 'next' });
        expect(
          await store.write([
            { kind: 'replace', collection: 'c', id: 'a', document: next, expect: turned },
            { kind: 'remove', collection: 'c', id: 'a', expect: turned },
            { kind: 'replace', collection: 'c', id: 'b', document: documentOf('b'), expect: documentOf('b') },
            { kind: 'remove', collection: 'c', id: 'b', expect: documentOf('b') },
            { kind: 'remove', collection: 'absent', id: 'b', expect: documentOf('b') },
          ]),
        ).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'conflict']);
        expect(await everything(store.list('c'))).toEqual([stored]);
      });

      it('puts without a guard', async () => {
        const put = (document: Buffer): Operation => ({ kind: 'put', collection: 'c', id: 'a', document });
        expect(await store.write([put(documentOf('a'))])).toEqual(['written']);
        expect(await store.write([put(documentOf('a', { text: 'next' }))])).toEqual(['written']);
        expect(await store.read('c', ['a'])).toEqual([bytesOf(documentOf('a', { text: 'next' }))]);
      });

      it('takes an empty list of operations', async () => {
        expect(await store.write([])).toEqual([]);
        expect(await store.collections()).toEqual([]);
      });

      it('writes to several collections at once and keeps them apart', async () => {
        await store.write([insert('one', 'a'), insert('two', 'a', documentOf('a', { text: 'two' }))]);
        expect(await everything(store.list('one'))).toEqual([documentOf('a')]);
        expect(await everything(store.list('two'))).toEqual([documentOf('a', { text: 'two' })]);
      });

      it('lets exactly one of two racing handles win', async () => {
        const other = await open();
        await store.write([insert('c', 'a')]);
        const replace = (text: string): Operation => ({
          kind: 'replace',
          collection: 'c',
          id: 'a',
          document: documentOf('a', { text }),
          expect: documentOf('a'),
        });
        const results = await Promise.all([store.write([replace('left')]), other.write([replace('right')])]);
        expect(results.flat().sort()).toEqual(['conflict', 'written']);
      });
    });

    describe('units', () => {
      const of = (unit: string, operation: Operation): Operation => ({ ...operation, unit });
      const replace = (collection: string, id: string, text: string): Operation => ({
        kind: 'replace',
        collection,
        id,
        document: documentOf(id, { text }),
        expect: documentOf(id),
      });

      it('are written all or none, and leave their neighbours alone', async () => {
        await store.write([insert('c', 'a'), insert('d', 'a'), insert('c', 'b'), insert('d', 'b')]);
        await store.write([replace('d', 'b', 'by others')]);
        const results = await store.write([
          of('a', replace('c', 'a', 'next')),
          of('a', replace('d', 'a', 'next')),
          of('a', { kind: 'put', collection: 'e', id: 'a', document: documentOf('a') }),
          of('b', { kind: 'put', collection: 'e', id: 'b', document: documentOf('b') }),
          of('b', replace('c', 'b', 'next')),
          of('b', replace('d', 'b', 'next')),
          insert('e', 'x'),
          insert('c', 'a'),
        ]);
        const [written, lost] = [Array(3).fill('written'), Array(3).fill('conflict')];
        expect(results).toEqual([...written, ...lost, 'written', 'conflict']);
        const next = bytesOf(documentOf('a', { text: 'next' }));
        expect(await store.read('c', ['a', 'b'])).toEqual([next, bytesOf(documentOf('b'))]);
        expect(await store.read('d', ['a', 'b'])).toEqual([
          next,
          bytesOf(documentOf('b', { text: 'by others' })),
        ]);
        const others = [bytesOf(documentOf('a')), undefined, bytesOf(documentOf('x'))];
        expect(await store.read('e', ['a', 'b', 'x'])).toEqual(others);
      });

      it('fall with a unique value that is taken, wherever in them', async () => {
        await store.ensure('c', [{ v: 2, key: { client: 1 }, name: 'client_1', unique: true }]);
        const client = (id: string, of: number) => documentOf(id, { client: of });
        await store.write([insert('c', 'held', client('held', 2))]);
        const units = [1, 2, 3].flatMap((at): Operation[] => [
          of(`u${at}`, insert('b', `${at}`)),
          of(`u${at}`, insert('c', `${at}`, client(`${at}`, at))),
          of(`u${at}`, insert('d', `${at}`)),
        ]);
        const [written, lost] = [Array(3).fill('written'), Array(3).fill('conflict')];
        expect(await store.write(units)).toEqual([...written, ...lost, ...written]);
        for (const collection of ['b', 'c', 'd']) {
          const [one, two, three] = await store.read(collection, ['1', '2', '3']);
          expect([one, two, three].map((bytes) => bytes !== undefined)).toEqual([true, false, true]);
        }
      });

      it('stay together where there are many', async () => {
        const ids = Array.from({ length: 2600 }, (_, at) => String(at));
        await store.write([insert('d', '7'), insert('c', '1001')]);
        const results = await store.write(
          ids.flatMap((id) => ['c', 'd'].map((collection) => of(id, insert(collection, id)))),
        );
        const lost = results.flatMap((result, at) => (result === 'conflict' ? [at] : []));
        expect(lost).toEqual([14, 15, 2002, 2003]);
        expect([await store.count('c'), await store.count('d')]).toEqual([2599, 2599]);
      });
    });

    describe('operations on one document', () => {
      it('go in the order they are given', async () => {
        const [first, second] = [documentOf('a', { n: 1 }), documentOf('a', { n: 2 })];
        const replace = (document: Buffer, expect: Buffer): Operation => ({
          kind: 'replace',
          collection: 'c',
          id: 'a',
          document,
          expect,
        });
        const remove = (expect: Buffer): Operation => ({ kind: 'remove', collection: 'c', id: 'a', expect });
        expect(
          await store.write([
            insert('c', 'a', first),
            insert('c', 'b'),
            replace(second, first),
            replace(first, first),
            insert('c', 'a', first),
          ]),
        ).toEqual(['written', 'written', 'written', 'conflict', 'conflict']);
        expect(await store.read('c', ['a'])).toEqual([bytesOf(second)]);
        expect(await store.write([remove(second), insert('c', 'a', first), remove(second)])).toEqual([
          'written',
          'written',
          'conflict',
        ]);
        expect(await store.read('c', ['a'])).toEqual([bytesOf(first)]);
      });
    });

    describe('patches', () => {
      type Fields = Readonly<Record<string, BsonValue | undefined>>;
      const patch = (fields: Fields, expect: Fields, id: BsonValue = 'a'): Operation => ({
        kind: 'patch',
        collection: 'c',
        id,
        fields,
        expect,
      });
      const stored = documentOf('a', { left: 1, middle: { b: 2, a: 1 }, right: Long.fromNumber(3) });

      beforeEach(() => store.write([insert('c', 'a', stored)]));

      it('set fields where they stand, add new ones at the end in their order, and take fields out', async () => {
        const fields = { zebra: 'z', middle: undefined, left: 'changed', ant: 'a' };
        const expected = { zebra: undefined, left: 1, ant: undefined };
        expect(await store.write([patch(fields, expected)])).toEqual(['written']);
        const next = { left: 'changed', right: Long.fromNumber(3), zebra: 'z', ant: 'a' };
        expect(await store.read('c', ['a'])).toEqual([bytesOf(documentOf('a', next))]);
      });

      it.each<[string, Fields]>([
        ['has another value', { left: 2 }],
        ['has the value in another type', { right: 3 }],
        ['is there', { left: undefined }],
        ['is absent', { other: 1 }],
      ])('change nothing where a field %s', async (_, expected) => {
        expect(await store.write([patch({ link: 'x' }, expected)])).toEqual(['conflict']);
        expect(await store.read('c', ['a'])).toEqual([bytesOf(stored)]);
      });

      it('go by values, whatever the order of keys inside them', async () => {
        expect(await store.write([patch({ link: 'x' }, { middle: { a: 1, b: 2 } })])).toEqual(['written']);
      });

      it('do nothing to a document that is not there', async () => {
        expect(await store.write([patch({ link: 'x' }, { link: undefined }, 'b')])).toEqual(['conflict']);
        expect(await store.read('c', ['b'])).toEqual([undefined]);
      });

      it('keep what others wrote meanwhile in other fields', async () => {
        const other = await open();
        const written = { ...patch({ other: 1 }, {}) };
        await other.write([written]);
        expect(await store.write([patch({ link: 'x' }, { left: 1 })])).toEqual(['written']);
        const both = { left: 1, middle: { b: 2, a: 1 }, right: Long.fromNumber(3), other: 1, link: 'x' };
        expect(await store.read('c', ['a'])).toEqual([bytesOf(documentOf('a', both))]);
      });

      it('take any field name as a name', async () => {
        const fields = { 'left.inner': 1, $set: 2, __proto__x: 3, '10': 4, '9': 5 };
        expect(await store.write([patch(fields, { left: 1 })])).toEqual(['written']);
        const [read] = await store.read('c', ['a']);
        const patched = new BsonDocument(read ?? Buffer.alloc(0));
        for (const [name, value] of Object.entries(fields)) expect(patched.get(name)).toBe(value);
        expect(patched.get('left')).toBe(1);
      });

      it('leave all other bytes of the document as they are', async () => {
        const odd = repeatedKey('odd');
        await store.write([insert('c', 'odd', odd)]);
        expect(await store.write([patch({ link: 1 }, { link: undefined }, 'odd')])).toEqual(['written']);
        expect(await store.write([patch({ link: undefined }, { link: 1 }, 'odd')])).toEqual(['written']);
        expect(await store.read('c', ['odd'])).toEqual([bytesOf(odd)]);
      });

      it('may be many at once', async () => {
        const ids = Array.from({ length: 700 }, (_, at) => `d${at}`);
        await store.write(ids.map((id) => insert('c', id)));
        const results = await store.write(ids.map((id) => patch({ link: id }, { link: undefined }, id)));
        expect(new Set(results)).toEqual(new Set(['written']));
        const again = await store.write(ids.map((id) => patch({ link: id }, { link: undefined }, id)));
        expect(new Set(again)).toEqual(new Set(['conflict']));
        const expected = ids.map((id) => bytesOf(documentOf(id, { text: `document ${id}`, link: id })));
        expect(await store.read('c', ids)).toEqual(expected);
      });

      it('tell those of many whose documents are not as expected, and write the others', async () => {
        const ids = Array.from({ length: 300 }, (_, at) => `d${at}`);
        await store.write(ids.map((id) => insert('c', id)));
        await store.write([patch({ other: 1 }, {}, 'd7'), patch({ link: 'theirs' }, {}, 'd8')]);
        const absent = { zebra: undefined, link: undefined };
        const fieldsOf = (id: string) => ({ zebra: id, link: { $ref: id } });
        const results = await store.write([...ids, 'none'].map((id) => patch(fieldsOf(id), absent, id)));
        const lost = [...ids, 'none'].filter((_, at) => results[at] === 'conflict');
        expect(lost).toEqual(['d8', 'none']);
        const expected = ids.map((id) => {
          const own = { text: `document ${id}` };
          if (id === 'd8') return bytesOf(documentOf(id, { ...own, link: 'theirs' }));
          return bytesOf(documentOf(id, { ...own, ...(id === 'd7' ? { other: 1 } : {}), ...fieldsOf(id) }));
        });
        expect(await store.read('c', ids)).toEqual(expected);
      });

      it('add fields in the order given, and leave all other bytes as they are', async () => {
        const odd = repeatedKey('odd');
        await store.write([insert('c', 'odd', odd)]);
        const absent = { zebra: undefined, ant: undefined };
        expect(await store.write([patch({ zebra: [], ant: null }, absent, 'odd')])).toEqual(['written']);
        const [read] = await store.read('c', ['odd']);
        const added = encode({ zebra: [], ant: null }).subarray(4);
        const whole = Buffer.concat([bytesOf(odd).subarray(0, -1), added]);
        whole.writeInt32LE(whole.length, 0);
        expect(read).toEqual(bytesOf(whole));
      });

      it('respect unique indexes', async () => {
        await store.ensure('u', [{ key: { link: 1 }, name: 'link_1', unique: true, sparse: true }]);
        const patchOf = (id: string): Operation => ({
          kind: 'patch',
          collection: 'u',
          id,
          fields: { link: 'x' },
          expect: { link: undefined },
        });
        await store.write([insert('u', 'a'), insert('u', 'b')]);
        const results = await store.write([patchOf('a'), patchOf('b')]);
        expect([...results].sort()).toEqual(['conflict', 'written']);
      });
    });

    describe('ids', () => {
      const ids: readonly BsonValue[] = [
        'plain',
        'ñandú',
        'with\u0000nul',
        '😀',
        '',
        42,
        Long.fromString('9007199254740993'),
        new ObjectId('0123456789abcdef01234567'),
        1.5,
        null,
        { part: 1, of: 'two' },
        'long'.repeat(2000),
        `${'long'.repeat(2000)}er`,
      ];

      it('may be of any type and length', async () => {
        const results = await store.write(ids.map((id) => insert('c', id)));
        expect(results).toEqual(ids.map(() => 'written'));
        expect(await store.read('c', ids)).toEqual(ids.map((id) => bytesOf(documentOf(id))));
        expect(await store.count('c')).toBe(ids.length);
      });

      it('are different where only their type is, except for numbers', async () => {
        const hex = '0123456789abcdef01234567';
        const results = await store.write([
          insert('c', hex),
          insert('c', new ObjectId(hex)),
          insert('c', '5'),
        ]);
        expect(results).toEqual(['written', 'written', 'written']);
        expect(await store.write([insert('c', 5), insert('c', Long.fromNumber(5))])).toEqual([
          'written',
          'conflict',
        ]);
        expect(await store.read('c', [Long.fromNumber(5)])).toEqual([bytesOf(documentOf(5))]);
      });
    });

    describe('listing and counting', () => {
      it('goes by the UTF-8 bytes of the ids', async () => {
        const texts = [
          'b',
          'a',
          'ab',
          'a\u0000',
          'a\u0000\u0001',
          'a\u0001',
          'Z',
          'é',
          '\uffee',
          '😀',
          '',
          '10',
          '9',
        ];
        await store.write(texts.map((text) => insert('c', text)));
        const listed = await everything(store.list('c'));
        expect(listed).toEqual(texts.toSorted(compareText).map((text) => documentOf(text)));
      });

      it('goes by the texts of ids of all types', async () => {
        const hex = '0123456789abcdef01234567';
        const ids = [
          10,
          9,
          '1',
          2.5,
          new ObjectId(hex),
          hex,
          Long.fromString('-7'),
          true,
          null,
          { of: 'two' },
        ];
        await store.write(ids.map((id) => insert('c', id)));
        const listed = await everything(store.list('c'));
        const texts = listed.map((document) => idText(new BsonDocument(document).get('_id') ?? null));
        expect(texts).toEqual(ids.map(idText).toSorted(compareText));
        expect(new Set(listed.map(digestOf))).toEqual(new Set(ids.map((id) => digestOf(documentOf(id)))));
      });

      it('has each document once, whatever their number', async () => {
        const names = Array.from({ length: 2503 }, (_, at) => `d${String(at).padStart(6, '0')}`);
        for (let at = 0; at < names.length; at += 500) {
          await store.write(names.slice(at, at + 500).map((id) => insert('c', id)));
        }
        expect(await everything(store.list('c'))).toEqual(names.map((id) => documentOf(id)));
        expect(await store.count('c')).toBe(names.length);
      });

      it('counts what is there after removals', async () => {
        await store.write(['a', 'b', 'c'].map((id) => insert('c', id)));
        await store.write([{ kind: 'remove', collection: 'c', id: 'b', expect: documentOf('b') }]);
        expect(await store.count('c')).toBe(2);
        expect(await store.count('absent')).toBe(0);
        expect(await everything(store.list('absent'))).toEqual([]);
        expect(await store.read('absent', ['a', 'b'])).toEqual([undefined, undefined]);
      });

      it('goes on while others write', async () => {
        const names = Array.from({ length: 1500 }, (_, at) => `d${String(at).padStart(6, '0')}`);
        await store.write(names.map((id) => insert('c', id)));
        const seen: Buffer[] = [];
        for await (const batch of store.list('c')) {
          seen.push(...batch.map((bytes) => Buffer.from(bytes)));
          await store.write([insert('c', `a${seen.length}`), insert('c', `z${seen.length}`)]);
        }
        const texts = new Set(seen.map((document) => document.toString('latin1')));
        expect(texts.size).toBe(seen.length);
        for (const id of names) expect(texts.has(documentOf(id).toString('latin1'))).toBe(true);
      });

      it('gives the documents in the order asked, as often as asked', async () => {
        await store.write(['a', 'b'].map((id) => insert('c', id)));
        const [a, b] = [documentOf('a'), documentOf('b')].map(bytesOf);
        expect(await store.read('c', ['b', 'x', 'a', 'b'])).toEqual([b, undefined, a, b]);
      });
    });

    it('lets timers run in loops that wait for nothing else', async () => {
      let ticks = 0;
      const timer = setInterval(() => {
        ticks += 1;
      }, 1);
      const during = async (loop: () => Promise<void>): Promise<number> => {
        const before = ticks;
        const end = performance.now() + 50;
        for (let round = 0; round < 20 || performance.now() < end; round += 1) await loop();
        return ticks - before;
      };
      await store.write(Array.from({ length: 1200 }, (_, at) => insert('c', `d${at}`)));
      expect(await during(async () => void (await store.write([insert('c', 'd0')])))).toBeGreaterThan(0);
      expect(await during(async () => void (await store.read('c', ['d0'])))).toBeGreaterThan(0);
      expect(await during(async () => void (await everything(store.list('c'))))).toBeGreaterThan(0);
      clearInterval(timer);
    });

    it('holds documents of 16 MiB', async () => {
      const large = documentOf('a', { text: 'x'.repeat(16 * 2 ** 20 - 64) });
      await store.write([insert('c', 'a', large)]);
      const [read] = await store.read('c', ['a']);
      expect(digestOf(read ?? Buffer.alloc(0))).toBe(digestOf(large));
      expect(Object.hasOwn(read ?? {}, 'length')).toBe(false);
      expect((await everything(store.list('c'))).map(digestOf)).toEqual([digestOf(large)]);
    });

    it('has what was written when it is opened again', async () => {
      await store.ensure('c', [{ key: { client: 1 }, name: 'client_1', unique: true }]);
      await store.write([insert('c', 'a')]);
      await store.close();
      handles.length = 0;
      const again = await open();
      expect(await everything(again.list('c'))).toEqual([documentOf('a')]);
      expect(await again.ensure('c', [{ key: { client: 1 }, name: 'client_1', unique: true }])).toEqual([]);
    });

    describe('collections', () => {
      const unique = { key: { client: 1 }, name: 'client_1', unique: true };
      const plain = { key: { created: -1, _id: 1 }, name: 'created_-1__id_1' };

      it('may have any name', async () => {
        const names = [
          'plain',
          'plain!',
          'with.dots-and_',
          'ñandú 😀',
          'x'.repeat(200),
          `${'x'.repeat(199)}y`,
        ];
        for (const name of names) await store.write([insert(name, name)]);
        expect((await store.collections()).map((one) => one.name)).toEqual(names.toSorted(compareText));
        for (const name of names) expect(await everything(store.list(name))).toEqual([documentOf(name)]);
      });

      it('are created with their indexes, once', async () => {
        expect(await store.ensure('c', [unique, plain])).toEqual([]);
        expect(await store.ensure('c', [unique, plain])).toEqual([]);
        const [info] = await store.collections();
        expect(info?.name).toBe('c');
        expect(await store.count('c')).toBe(0);
      });

      it('tell what differs and leave it', async () => {
        await store.ensure('c', [unique, plain]);
        const turned = { key: { _id: 1, created: -1 }, name: plain.name };
        const extra = { key: { other: 1 }, name: 'other_1' };
        const notices = await store.ensure('c', [turned, extra]);
        expect(notices.map((notice) => notice.code).sort()).toEqual([
          'index.differs',
          'index.extra',
          'index.missing',
        ]);
        expect(await store.ensure('c', [unique, plain])).toEqual([]);
      });

      it('refuse a second document with the value of a unique index', async () => {
        await store.ensure('c', [unique]);
        const holding = (id: string, client: BsonValue): Buffer => documentOf(id, { client });
        const replace = (id: string, from: BsonValue, to: BsonValue): Operation => ({
          kind: 'replace',
          collection: 'c',
          id,
          document: holding(id, to),
          expect: holding(id, from),
        });
        expect(
          await store.write([
            insert('c', 'a', holding('a', 'c1')),
            insert('c', 'b', holding('b', 'c1')),
            insert('c', 'c', holding('c', 'c2')),
          ]),
        ).toEqual(['written', 'conflict', 'written']);
        expect(await store.write([replace('c', 'c2', 'c1')])).toEqual(['conflict']);
        expect(await store.write([replace('c', 'c2', 'c3')])).toEqual(['written']);
        expect(await store.write([insert('c', 'd', holding('d', 'c2'))])).toEqual(['written']);
        await store.write([{ kind: 'remove', collection: 'c', id: 'a', expect: holding('a', 'c1') }]);
        expect(await store.write([insert('c', 'b', holding('b', 'c1'))])).toEqual(['written']);
        expect(await store.count('c')).toBe(3);
      });
    });

    describe('taking collections away', () => {
      it('removes one with all that is in it', async () => {
        await store.ensure('c', [{ key: { client: 1 }, name: 'client_1', unique: true }]);
        const holding = documentOf('a', { client: 'c1' });
        await store.write([insert('c', 'a', holding), insert('d', 'a')]);
        await store.drop('c');
        expect((await store.collections()).map(({ name }) => name)).toEqual(['d']);
        expect(await store.count('c')).toBe(0);
        expect(await store.read('c', ['a'])).toEqual([undefined]);
        expect(await everything(store.list('d'))).toEqual([documentOf('a')]);
        // Nothing of its indexes is left either.
        const again = [insert('c', 'a', holding), insert('c', 'b', documentOf('b', { client: 'c1' }))];
        expect(await store.write(again)).toEqual(['written', 'written']);
      });

      it('takes one that is absent for taken away', async () => {
        await store.drop('nowhere');
        expect(await store.collections()).toEqual([]);
      });

      it('is seen by other handles', async () => {
        const other = await open();
        await store.write([insert('c', 'a')]);
        expect(await other.write([insert('c', 'b')])).toEqual(['written']);
        await store.drop('c');
        expect(await other.read('c', ['a', 'b'])).toEqual([undefined, undefined]);
        expect(await other.write([insert('c', 'b')])).toEqual(['written']);
        expect(await everything(store.list('c'))).toEqual([documentOf('b')]);
      });
    });

    describe('renaming collections', () => {
      const unique = { key: { client: 1 }, name: 'client_1', unique: true };
      const holding = (id: string): Buffer => documentOf(id, { client: 'c1' });

      it('takes documents, options and indexes along', async () => {
        await store.ensure('c', [unique]);
        await store.write([insert('c', 'a', holding('a'))]);
        await store.rename('c', 'deprecated');
        expect((await store.collections()).map(({ name }) => name)).toEqual(['deprecated']);
        expect(await everything(store.list('deprecated'))).toEqual([holding('a')]);
        expect(await store.count('c')).toBe(0);
        expect(await store.ensure('deprecated', [unique])).toEqual([]);
        expect(await store.write([insert('deprecated', 'b', holding('b'))])).toEqual(['conflict']);
        // The old name is free, for a collection without those indexes.
        expect(await store.write([insert('c', 'a', holding('a')), insert('c', 'b', holding('b'))])).toEqual([
          'written',
          'written',
        ]);
      });

      it('goes back and forth', async () => {
        await store.write([insert('c', 'a')]);
        await store.rename('c', 'd');
        await store.rename('d', 'c');
        expect((await store.collections()).map(({ name }) => name)).toEqual(['c']);
        expect(await everything(store.list('c'))).toEqual([documentOf('a')]);
      });

      it('refuses a name that is not there or is taken, and changes nothing', async () => {
        await store.write([insert('c', 'a'), insert('d', 'b')]);
        await expect(store.rename('nowhere', 'e')).rejects.toMatchObject({ code: 'store.missing' });
        await expect(store.rename('c', 'd')).rejects.toMatchObject({ code: 'store.foreign' });
        await expect(store.rename('c', 'd')).rejects.toBeInstanceOf(StoreFailure);
        expect(await everything(store.list('c'))).toEqual([documentOf('a')]);
        expect(await everything(store.list('d'))).toEqual([documentOf('b')]);
      });
    });

    describe('a scratch store', () => {
      it('is empty, of the same kind, and apart from the store', async () => {
        await store.write([insert('c', 'a')]);
        const scratch = await store.scratch();
        try {
          expect(scratch.kind).toBe(store.kind);
          expect(scratch.label).not.toBe(store.label);
          expect(await scratch.collections()).toEqual([]);
          await scratch.ensure('c', [{ key: { client: 1 }, name: 'client_1', unique: true }]);
          expect(await scratch.write([insert('c', 'a', documentOf('a', { text: 'scratch' }))])).toEqual([
            'written',
          ]);
          expect(await everything(store.list('c'))).toEqual([documentOf('a')]);
          const lease = await scratch.lease('target#0', currentHolder('run-1'));
          expect('heldBy' in lease).toBe(false);
          expect('heldBy' in (await store.lease('target#0', currentHolder('run-1')))).toBe(false);
        } finally {
          await scratch.discard();
        }
        expect(await everything(store.list('c'))).toEqual([documentOf('a')]);
        expect((await store.collections()).map(({ name }) => name)).toEqual(['c']);
      });

      it('is another one each time, and may have one of its own', async () => {
        const scratches = [await store.scratch(), await store.scratch()];
        const inner = await scratches[0]?.scratch();
        const all = [...scratches, ...(inner === undefined ? [] : [inner])];
        expect(new Set(all.map(({ label }) => label)).size).toBe(3);
        for (const [at, one] of all.entries()) await one.write([insert('c', `a${at}`)]);
        for (const [at, one] of all.entries())
          expect(await everything(one.list('c'))).toEqual([documentOf(`a${at}`)]);
        for (const one of all.reverse()) await one.discard();
      });
    });

    describe('leases', () => {
      const mine = currentHolder('run-1');
      const elsewhere = { host: 'elsewhere', pid: 1, startedAt: '1', run: 'run-2' };
      const take = async (
        name: string,
        holder = mine,
        from = store,
        claim: string | LeaseClaim = name,
      ): Promise<Lease> => {
        const lease = await from.lease(claim, holder);
        if ('heldBy' in lease) throw new Error(`held by ${lease.heldBy.run}`);
        return lease;
      };

      it('are held by one at a time and freed by release', async () => {
        const lease = await take('target#0');
        const other = await open();
        expect(await other.lease('target#0', elsewhere)).toEqual({ heldBy: mine });
        expect(await store.lease('target#0', mine)).toEqual({ heldBy: mine });
        await take('target#1', elsewhere, other);
        await lease.release();
        const next = await take('target#0', elsewhere, other);
        expect(next.token).toBeGreaterThan(lease.token);
        expect(await lease.renew()).toBe(false);
        expect(await next.renew()).toBe(true);
      });

      it('of shares exclude each other where the shares may have something in common', async () => {
        const share = (index: number, count: number) => ({ name: 'parts', share: { index, count } });
        const other = await open();
        const half = await take('', mine, store, share(1, 2));
        for (const one of [
          share(1, 2),
          share(1, 1),
          share(1, 3),
          share(2, 3),
          share(3, 4),
          { name: 'parts' },
        ])
          expect(await other.lease(one, elsewhere), JSON.stringify(one)).toEqual({ heldBy: mine });
        const apart = [share(2, 2), { name: 'others', share: { index: 1, count: 2 } }];
        for (const one of apart) {
          const lease = await take('', elsewhere, other, one);
          expect(await other.write([insert('c', `a${lease.name}`)], lease)).toEqual(['written']);
          await lease.release();
        }
        const quarter = await take('', elsewhere, other, share(4, 4));
        expect(await store.lease(share(2, 2), mine)).toEqual({ heldBy: elsewhere });
        await half.release();
        await quarter.release();
        const whole = await take('', elsewhere, other, share(1, 1));
        expect(await store.lease(share(1, 2), mine)).toEqual({ heldBy: elsewhere });
        expect(await whole.renew()).toBe(true);
      });

      it('of shares go to one of those who take overlapping ones at the same time', async () => {
        for (let round = 1; round <= 6; round++) {
          const handles = [store, await open(), await open(), await open()];
          const name = `round ${round}`;
          const claims = [1, 2, 3, 4].map((count) => ({ name, share: { index: 1, count } }));
          const taken = await Promise.all(handles.map((one, at) => one.lease(claims[at] ?? name, mine)));
          expect(taken.filter((lease) => !('heldBy' in lease))).toHaveLength(1);
        }
      });

      it('of shares are lost with the process that is gone, to all that overlap', async () => {
        const gone = { ...mine, startedAt: '1', run: 'run-0' };
        const parts = [1, 2, 3].map((index) => ({ name: 'parts', share: { index, count: 3 } }));
        const lost = [];
        for (const part of parts) lost.push(await take('', gone, store, part));
        const half = await take('', mine, store, { name: 'parts', share: { index: 1, count: 2 } });
        for (const lease of lost) {
          expect(await lease.renew()).toBe(false);
          await expect(store.write([insert('c', 'a')], lease)).rejects.toMatchObject({
            code: 'store.locked',
          });
        }
        expect(await store.write([insert('c', 'a')], half)).toEqual(['written']);
        await half.release();
        for (const [at, part] of parts.entries())
          expect((await take('', mine, store, part)).token).toBeGreaterThan(lost[at]?.token ?? 0);
      });

      it('pass on at once from a process that is gone from this host', async () => {
        const gone = { ...mine, startedAt: '1', run: 'run-0' };
        const lost = await take('target#0', gone);
        const taken = await take('target#0');
        expect(taken.token).toBeGreaterThan(lost.token);
        expect(await lost.renew()).toBe(false);
      });

      it('let nobody write who has lost theirs, and write nothing of the batch', async () => {
        const gone = { ...mine, startedAt: '1', run: 'run-0' };
        const lost = await take('target#0', gone);
        expect(await store.write([insert('c', 'a')], lost)).toEqual(['written']);
        const taken = await take('target#0');
        const late = store.write([insert('c', 'b'), insert('c', 'c')], lost);
        await expect(late).rejects.toMatchObject({ code: 'store.locked' });
        await expect(late).rejects.toBeInstanceOf(StoreFailure);
        await lost.release();
        expect(await store.write([insert('c', 'd')], taken)).toEqual(['written']);
        expect(await everything(store.list('c'))).toEqual([documentOf('a'), documentOf('d')]);
        await taken.release();
        await expect(store.write([insert('c', 'e')], taken)).rejects.toMatchObject({ code: 'store.locked' });
      });

      it('keep their tokens growing over a reopening', async () => {
        const first = await take('target#0');
        await first.release();
        await store.close();
        handles.length = 0;
        const again = await open();
        const second = await take('target#0', mine, again);
        expect(second.token).toBeGreaterThan(first.token);
      });
    });
  });
}

function bytesOf(document: Uint8Array): Buffer {
  return Buffer.from(document);
}

function digestOf(document: Uint8Array): string {
  return createHash('sha256').update(document).digest('hex');
}

/** A document whose text is not UTF-8. */
function invalidText(id: string): Buffer {
  const document = documentOf(id, { text: 'marked' });
  document[document.indexOf('marked')] = 0xff;
  return document;
}

/** A document with the same key twice. */
function repeatedKey(id: string): Buffer {
  const document = documentOf(id, { keyA: 1, keyB: 2 });
  document.write('keyA', document.indexOf('keyB'));
  return document;
}
