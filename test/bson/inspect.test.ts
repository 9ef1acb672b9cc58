import { deserialize } from 'bson';
import { describe, expect, it } from 'vitest';
import {
  BsonDocument,
  canonicalJson,
  DecodeError,
  encode,
  type Inspection,
  inspect,
  type PlainDocument,
  parseExtendedJson,
} from '../../engine/bson/index.ts';
import { documentOf, valueCases } from './cases.ts';

/** Raw BSON from the hex of its elements. */
function rawDocument(elements: string): Buffer {
  const content = Buffer.from(elements.replaceAll(' ', ''), 'hex');
  const bytes = Buffer.alloc(content.length + 5);
  bytes.writeInt32LE(bytes.length);
  content.copy(bytes, 4);
  return bytes;
}

/** Inspects bytes that lie in a buffer between other bytes, which must make no difference. */
function inspectWithin(bytes: Uint8Array): Inspection {
  const [zeros, ones] = [0x00, 0xff].map((filler) => {
    const buffer = Buffer.alloc(bytes.length + 64, filler);
    buffer.set(bytes, 32);
    return inspect(buffer, 32, 32 + bytes.length);
  });
  expect(zeros).toEqual(ones);
  const alone = inspect(bytes);
  expect(zeros?.damage?.offset).toBe(alone.damage === undefined ? undefined : alone.damage.offset + 32);
  return alone;
}

const every = Buffer.from(
  encode(
    Object.fromEntries(
      valueCases.map((valueCase, i) => [`k${i}`, new BsonDocument(documentOf(valueCase)).fields().v ?? null]),
    ),
  ),
);

describe('damage', () => {
  it('is said for every truncation, with an offset in the bytes', () => {
    for (let length = 0; length < every.length; length++) {
      const { damage } = inspectWithin(every.subarray(0, length));
      expect(damage, `cut at ${length}`).toBeDefined();
      expect(damage?.offset).toBeLessThanOrEqual(length);
    }
  });

  it('is said, or the walk is sound, whatever byte is changed', () => {
    let sound = 0;
    for (let at = 0; at < every.length; at++) {
      for (const flip of [0x01, 0x02, 0x10, 0x80, 0xff]) {
        const bytes = Buffer.from(every);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const { damage, length, faults } = inspectWithin(bytes);
        for (const { offset } of [...faults, ...(damage === undefined ? [] : [damage])]) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThan(bytes.length);
        }
        if (damage !== undefined) continue;
        sound += 1;
        expect(length).toBe(bytes.length);
        const document = new BsonDocument(bytes);
        canonicalJson(document);
        if (faults.length === 0) expect(Buffer.from(encode(document.fields())).equals(bytes)).toBe(true);
      }
    }
    expect(sound).toBeGreaterThan(every.length / 2);
  });

  it('that is decoded all the same ends in a DecodeError or in values, nothing else', () => {
    let refused = 0;
    for (let at = 0; at < every.length; at++) {
      for (const flip of [0x01, 0x10, 0x80, 0xff]) {
        const bytes = Buffer.from(every);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        for (const damaged of [bytes, every.subarray(0, at)]) {
          try {
            canonicalJson(new BsonDocument(damaged));
            new BsonDocument(damaged).get('k3');
          } catch (error) {
            if (!(error instanceof DecodeError)) throw error;
            refused += 1;
          }
        }
      }
    }
    expect(refused).toBeGreaterThan(every.length);
  });

  it.each([
    ['an empty buffer', '', 'fewer than 5 bytes', 0],
    ['a length below the least', '0400000000', 'a document length of 4', 0],
    ['a negative length', 'ffffffff00', 'a document length of -1', 0],
    ['a length beyond the end', '0600000000', 'a document length of 6, beyond the end', 0],
    [
      'a Git LFS pointer (T42)',
      Buffer.from('version https://git-lfs.github.com/spec/v1\n').toString('hex'),
      'a document length of 1936876918, beyond the end',
      0,
    ],
    ['no closing NUL', '0500000001', 'a document without its closing NUL', 4],
    ['a key without NUL', '070000000a6100', 'a key without its NUL', 4],
    ['type 0', '0800000000610000', 'the unknown type 0x00', 4],
    ['an unknown type', '0800000014610000', 'the unknown type 0x14', 4],
    ['a boolean of 2', '090000000861000200', 'a boolean that is neither 0 nor 1', 7],
    ['a text of length 0', '0c0000000261000000000000', 'a value of type 0x02 that does not fit', 4],
    ['a text without NUL', '0e00000002610002000000626200', 'a text without its NUL', 12],
    ['a text that overruns', '0d000000026100030000006200', 'a value of type 0x02 that does not fit', 4],
    [
      'an inner document without its NUL',
      '0e00000003610006000000000100',
      'a document without its closing NUL',
      12,
    ],
    [
      'an old binary that lies',
      '150000000561000800000002030000000102030400',
      'an old binary whose lengths differ',
      7,
    ],
  ])('%s', (_, hex, reason, offset) => {
    const { damage } = inspectWithin(Buffer.from(hex, 'hex'));
    expect(damage?.reason).toBe(reason);
    expect(damage?.offset).toBe(offset);
  });

  it('is more than 200 levels', () => {
    const nested = (levels: number) => {
      let bytes = rawDocument('');
      for (let i = 1; i < levels; i++) bytes = rawDocument(`036100${bytes.toString('hex')}`);
      return bytes;
    };
    expect(inspect(nested(200)).damage).toBeUndefined();
    expect(inspect(nested(201)).damage?.reason).toBe('more than 200 levels deep');
    expect(inspect(nested(5000)).damage?.reason).toBe('more than 200 levels deep');
  });
});

describe('content faults', () => {
  const faultsOf = (bytes: Uint8Array) => inspect(bytes).faults.map(({ code, path }) => `${code} ${path}`);

  it('none in sound text of any alphabet', () => {
    for (const text of ['ñandú', '€', '😀', 'x'.repeat(100), 'ñ'.repeat(100), `${'x'.repeat(64)}é`]) {
      expect(faultsOf(encode({ [text]: text }))).toEqual([]);
    }
  });

  it('invalid UTF-8 in texts and keys (T11)', () => {
    expect(faultsOf(rawDocument('02 6100 02000000 ff00'))).toEqual(['text.invalid a']);
    expect(faultsOf(rawDocument('02 6100 03000000 c32800'))).toEqual(['text.invalid a']);
    expect(faultsOf(rawDocument('02 6100 04000000 eda08000'))).toEqual(['text.invalid a']);
    expect(faultsOf(rawDocument('0a c300'))).toEqual(['text.invalid \ufffd']);
    expect(faultsOf(rawDocument('0b 6100 ff00 ff00'))).toEqual(['text.invalid a', 'text.invalid a']);
    const long = Buffer.from('x'.repeat(200));
    long[150] = 0xc0;
    expect(faultsOf(rawDocument(`02 6100 c9000000 ${long.toString('hex')} 00`))).toEqual(['text.invalid a']);
    expect(inspect(rawDocument('0a 6200 02 6100 02000000 ff00')).faults[0]?.offset).toBe(14);
  });

  it('keys twice in one document, at any level (T09)', () => {
    expect(faultsOf(rawDocument('0a 6100 0a 6100'))).toEqual(['key.duplicate a']);
    expect(faultsOf(rawDocument('0a 6100 0a 6200 0a 6100 0a 6100'))).toEqual([
      'key.duplicate a',
      'key.duplicate a',
    ]);
    const inner = rawDocument('0a 782e7900 0a 782e7900').toString('hex');
    expect(faultsOf(rawDocument(`03 6100 ${inner} 0a 6200`))).toEqual(['key.duplicate a."x.y"']);
    expect(faultsOf(rawDocument(`04 6100 ${rawDocument(`03 3000 ${inner}`).toString('hex')}`))).toEqual([
      'key.duplicate a.0."x.y"',
    ]);
    expect(deserialize(rawDocument('10 6100 01000000 10 6100 02000000'))).toEqual({ a: 2 });
    expect(new BsonDocument(rawDocument('10 6100 01000000 10 6100 02000000')).get('a')).toBe(2);
  });

  it('are found among many keys, and the same key in other documents is none', () => {
    const fields: Record<string, unknown> = {};
    for (let i = 0; i < 3000; i++) fields[`key_${i}`] = { key_0: 1, key_1: { key_1: i } };
    const bytes = Buffer.from(encode(parseExtendedJson(JSON.stringify(fields)) as PlainDocument));
    expect(faultsOf(bytes)).toEqual([]);
    const elements = bytes.subarray(4, -1).toString('hex');
    expect(faultsOf(rawDocument(`${elements} 0a${Buffer.from('key_2718').toString('hex')}00`))).toEqual([
      'key.duplicate key_2718',
    ]);
    expect(faultsOf(bytes)).toEqual([]);
  });

  it('none among so many keys that hashes meet', () => {
    const elements: Buffer[] = [];
    for (let i = 0, state = 1; i < 300_000; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      elements.push(Buffer.from(`\n${state.toString(36)}${i.toString(36)}\0`));
    }
    const bytes = rawDocument(Buffer.concat(elements).toString('hex'));
    expect(faultsOf(bytes)).toEqual([]);
  });

  it('dates that JS cannot hold (T04)', () => {
    expect(faultsOf(rawDocument('09 6100 0000dcc208b21e00'))).toEqual([]);
    expect(faultsOf(rawDocument('09 6100 0100dcc208b21e00'))).toEqual(['date.out_of_range a']);
    expect(faultsOf(rawDocument('09 6100 ffff233df74de1ff'))).toEqual(['date.out_of_range a']);
    expect(faultsOf(rawDocument('09 6100 0000243df74de1ff'))).toEqual([]);
  });

  it('array keys may repeat', () => {
    expect(faultsOf(rawDocument(`04 6100 ${rawDocument('0a 3000 0a 3000').toString('hex')}`))).toEqual([]);
  });
});

describe('a document among others', () => {
  it('is walked from its offset, and its length leads to the next', () => {
    const one = encode({ a: 1 });
    const two = encode({ b: 'dos' });
    const both = Buffer.concat([one, two]);
    expect(inspect(both)).toEqual({ length: one.length, faults: [] });
    expect(inspect(both, one.length)).toEqual({ length: two.length, faults: [] });
    expect(inspect(both, one.length, both.length - 1).damage?.offset).toBe(one.length);
  });
});
