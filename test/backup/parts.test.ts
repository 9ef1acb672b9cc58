import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContentSum } from '../../engine/backup/content-sum.ts';
import { idFirst } from '../../engine/backup/id-first.ts';
import { backupName, folderName } from '../../engine/backup/name.ts';
import { RepeatFinder } from '../../engine/backup/repeats.ts';
import { BsonDocument, encode } from '../../engine/bson/index.ts';

const sumOf = (...documents: readonly Uint8Array[]) => {
  const sum = new ContentSum();
  for (const document of documents) sum.add(document);
  return sum.text;
};

describe('the sum of a content', () => {
  it('is the sum of the SHA-256 of the documents, modulo 2^256', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 40 }), (documents) => {
        const total = documents
          .map((document) => BigInt(`0x${createHash('sha256').update(document).digest('hex')}`))
          .reduce((sum, value) => sum + value, 0n);
        const expected = (total % 2n ** 256n).toString(16).padStart(64, '0');
        expect(sumOf(...documents)).toBe(`sum256:${expected}`);
        expect(sumOf(...documents.toReversed())).toBe(`sum256:${expected}`);
      }),
    );
  });

  it('counts a document that comes twice twice', () => {
    const [a, b] = [Buffer.from('a'), Buffer.from('b')];
    expect(new Set([sumOf(a), sumOf(a, a), sumOf(a, b), sumOf(a, a, b)]).size).toBe(4);
  });
});

describe('repeated keys', () => {
  it('are suspected if and only if they come more than once, among many', () => {
    const finder = new RepeatFinder();
    for (let at = 0; at < 20_000; at += 1) finder.add(`key ${at}`);
    for (const at of [3, 19_999]) finder.add(`key ${at}`);
    const suspects = finder.suspects();
    const found = Array.from({ length: 20_000 }, (_, at) => at).filter((at) => suspects?.(`key ${at}`));
    expect(found).toEqual([3, 19_999]);
  });

  it('are none among different keys, nor among none', () => {
    const finder = new RepeatFinder();
    expect(finder.suspects()).toBeUndefined();
    for (const key of ['a', 'b', 'c']) finder.add(key);
    expect(finder.suspects()).toBeUndefined();
  });
});

describe('a document with its _id first', () => {
  it('is the same one where _id is first, or missing', () => {
    for (const document of [{ _id: 1, a: 2 }, { a: 1, b: { _id: 1 } }, {}]) {
      const bytes = encode(document);
      expect(idFirst(bytes)).toBe(bytes);
    }
  });

  it('has all other fields in their order', () => {
    const moved = idFirst(encode({ a: 1, _ID: 2, _id: 'x', b: { z: 1, a: 2 } }));
    expect(Buffer.from(moved)).toEqual(Buffer.from(encode({ _id: 'x', a: 1, _ID: 2, b: { z: 1, a: 2 } })));
  });

  it('is left as it is where building it anew would change it', () => {
    const integers = Buffer.concat([
      Buffer.from([30, 0, 0, 0]),
      ...['b', '1', '_id'].map((key) => Buffer.from(`\x10${key}\0\x07\0\0\0`, 'latin1')),
      Buffer.from([0]),
    ]);
    integers.writeInt32LE(integers.length);
    expect(Object.keys(new BsonDocument(integers).fields())).toEqual(['1', 'b', '_id']);
    expect(idFirst(integers)).toBe(integers);
  });
});

describe('the name of a backup', () => {
  it.each([
    ['2', 'pre_phase2_20250201_030405'],
    ['0.5', 'pre_phase0.5_20250201_030405'],
    [undefined, 'backup_20250201_030405'],
  ])('for phase %s is %s', (phase, name) => {
    expect(backupName(phase, new Date('2025-02-01T03:04:05.678Z'))).toBe(name);
  });

  it.each([
    ['shop', 'shop'],
    ['edn360_app-2', 'edn360_app-2'],
    ['my.store', 'my_store'],
    ['..', '__'],
    ['a/b c', 'a_b_c'],
    ['', 'database'],
    ['ñ'.repeat(60), 'ñ'.repeat(31)],
  ])('has for the database %j the folder %j', (database, folder) => {
    expect(folderName(database)).toBe(folder);
  });
});
