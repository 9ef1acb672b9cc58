import { createHash } from 'node:crypto';
import { Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BsonDocument,
  type BsonValue,
  canonicalJson,
  compareText,
  digest,
  encode,
  fromExtendedJson,
  idText,
  sameValue,
} from '../../engine/bson/index.ts';
import { anyDocument, anyText } from './arbitrary.ts';
import { documentOf, valueCases } from './cases.ts';
import { SEED } from './seed.ts';

/** Values that are easily taken for one another. */
const near: readonly BsonValue[] = [
  0,
  -0,
  1,
  new Double(1),
  new Double(0),
  new Int32(1),
  Long.fromInt(1),
  Decimal128.fromString('1'),
  Decimal128.fromString('1.0'),
  '1',
  true,
  null,
  '',
  [],
  {},
  [1],
  { 0: 1 },
  { a: 1, b: 2 },
  { b: 2, a: 1 },
  { a: 1 },
  new BsonDocument(encode({ b: 2, a: 1 })),
  new BsonDocument(encode({ a: new Double(1) })),
  Number.NaN,
  new Double(Number.NaN),
  0.5,
  new Double(0.5),
  new Date(1),
  Long.fromInt(1),
  new Timestamp({ t: 0, i: 1 }),
  new ObjectId('0'.repeat(24)),
  '0'.repeat(24),
  '\ud800',
  '\ud801',
  '\ufffd',
  'é',
  'e\u0301',
  { '\ud800': 1 },
  { '\ufffd': 1 },
  { $numberInt: '1' },
  { $oid: '0'.repeat(24) },
  ...valueCases.map((valueCase) => new BsonDocument(documentOf(valueCase)).fields().v ?? null),
];

describe('digest, sameValue and canonicalJson are one relation', () => {
  it('over values that are easily confused', () => {
    for (const a of near) {
      for (const b of near) {
        const same = canonicalJson(a) === canonicalJson(b);
        expect(sameValue(a, b), `${canonicalJson(a)} ${canonicalJson(b)}`).toBe(same);
        expect(digest(a) === digest(b)).toBe(same);
      }
    }
  });

  it('over the same values as parts of others', () => {
    for (const a of near) {
      for (const b of near) {
        const same = canonicalJson(a) === canonicalJson(b);
        expect(sameValue({ x: a, y: 1 }, { y: 1, x: b }), canonicalJson([a, b])).toBe(same);
        expect(sameValue([0, a], [0, b]), canonicalJson([a, b])).toBe(same);
      }
    }
  });

  it('over documents and their raw forms', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (a, b) => {
        const raw = new BsonDocument(encode(a));
        expect(sameValue(a, raw)).toBe(true);
        expect(digest(a)).toBe(digest(raw));
        const shuffled = Object.fromEntries(Object.entries(a).reverse());
        expect(sameValue(shuffled, raw)).toBe(true);
        expect(sameValue(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
        expect(digest(a) === digest(b)).toBe(sameValue(a, b));
      }),
      { numRuns: 300, seed: SEED },
    );
  });

  it('numbers as JS compares the same number, except the zeros', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (a, b) => {
        expect(sameValue(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
        expect(sameValue(a, a)).toBe(true);
      }),
      { seed: SEED },
    );
    expect(sameValue(0, -0)).toBe(false);
    expect(sameValue(Number.NaN, Number.NaN)).toBe(true);
  });

  it('names its algorithm', () => {
    expect(digest({ a: 1 })).toBe(
      `sha256:${createHash('sha256').update('{"a":{"$numberInt":"1"}}').digest('hex')}`,
    );
  });
});

describe('canonical extended JSON', () => {
  it('sorts keys by code point at every level', () => {
    const value = { '\ufb01': 1, '😀': 2, b: { z: null, a: null }, B: 3, '': 4 };
    expect(canonicalJson(value)).toBe(
      '{"":{"$numberInt":"4"},"B":{"$numberInt":"3"},"b":{"a":null,"z":null},"ﬁ":{"$numberInt":"1"},"😀":{"$numberInt":"2"}}',
    );
  });
});

describe('compareText', () => {
  it('orders as UTF-8 bytes do', () => {
    const wellFormed = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(wellFormed, wellFormed, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { seed: SEED },
    );
    expect(compareText('\uffff', '😀')).toBeLessThan(0);
    expect(compareText('\ue000', '\ud7ff')).toBeGreaterThan(0);
    expect(compareText('a', 'a')).toBe(0);
  });
});

describe('idText', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['a text as it is, with its spaces', ' a ', ' a '],
    ['an empty text', '', ''],
    ['an int32', { $numberInt: '-7' }, '-7'],
    ['an int64', { $numberLong: '9007199254740993' }, '9007199254740993'],
    ['the least int64', { $numberLong: '-9223372036854775808' }, '-9223372036854775808'],
    ['an integral double', { $numberDouble: '5.0' }, '5'],
    ['a negative zero', { $numberDouble: '-0.0' }, '0'],
    ['the largest safe double', { $numberDouble: '9007199254740991' }, '9007199254740991'],
    ['an unsafe double', { $numberDouble: '9007199254740992' }, '{"$numberDouble":"9007199254740992.0"}'],
    ['a fractional double', { $numberDouble: '1.5' }, '{"$numberDouble":"1.5"}'],
    ['NaN', { $numberDouble: 'NaN' }, '{"$numberDouble":"NaN"}'],
    ['an ObjectId', { $oid: '56E1FC72E0C917E9C4714161' }, '56e1fc72e0c917e9c4714161'],
    ['a decimal', { $numberDecimal: '5' }, '{"$numberDecimal":"5"}'],
    ['a date', { $date: { $numberLong: '1' } }, '{"$date":{"$numberLong":"1"}}'],
    ['null', null, 'null'],
    ['a document', { b: 1, a: 'x' }, '{"a":"x","b":{"$numberInt":"1"}}'],
    ['a timestamp, which is no int64', { $timestamp: { t: 1, i: 2 } }, '{"$timestamp":{"i":2,"t":1}}'],
  ];
  it.each(cases)('%s', (_, json, text) => {
    expect(idText(fromExtendedJson(json))).toBe(text);
  });
  it('of the classes of the bson package', () => {
    expect(idText(new Int32(5))).toBe('5');
    expect(idText(new Double(-0))).toBe('0');
    expect(idText(new Timestamp({ t: 1, i: 2 }))).toBe('{"$timestamp":{"i":2,"t":1}}');
  });
  it('any text', () => {
    fc.assert(
      fc.property(anyText, (text) => idText(text) === text),
      { seed: SEED },
    );
  });
});
