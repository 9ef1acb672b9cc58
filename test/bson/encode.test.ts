import { Double, Long, ObjectId, serialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BsonDocument,
  type BsonValue,
  EncodeError,
  encode,
  inspect,
  type PlainDocument,
  RawValue,
} from '../../engine/bson/index.ts';
import { anyText } from './arbitrary.ts';
import { SEED } from './seed.ts';

const faulty = (value: unknown) => value as BsonValue;

describe('what has no faithful form is refused, with its path', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const cases: readonly (readonly [string, BsonValue, RegExp])[] = [
    ['undefined', faulty(undefined), /^v: undefined has no BSON form/],
    ['a function', faulty(() => 1), /^v: function/],
    ['a bigint', faulty(1n), /^v: bigint/],
    ['a symbol', faulty(Symbol.iterator), /^v: symbol/],
    ['an invalid date (T04)', new Date(Number.NaN), /^v: an invalid date/],
    ['half a surrogate pair (T11)', 'a\ud800b', /^v: a text with half a surrogate pair/],
    ['half a pair in a long text', `${'x'.repeat(100)}\udc00`, /half a surrogate pair/],
    ['half a pair in a key', { '\ud800': 1 }, /half a surrogate pair/],
    ['a key with NUL', { 'a\0b': 1 }, /a key with NUL/],
    ['a long key with NUL', { [`${'k'.repeat(60)}\0`]: 1 }, /a key with NUL/],
    ['a deep fault', { a: [null, { b: faulty(undefined) }] }, /^v\.a\.1\.b: undefined/],
    ['a hole in an array', faulty(new Array(2)), /^v\.0: undefined/],
    ['a foreign object', faulty(new Map()), /no BSON value/],
    ['a cycle', faulty(cyclic), /more than 200 levels/],
    ['raw bytes that are no such value', new RawValue(0x11, new Uint8Array(7)), /no value of type 17/],
    ['raw bytes of no type', new RawValue(0x44, new Uint8Array(7)), /no value of type 68/],
  ];
  it.each(cases)('%s', (_, value, message) => {
    expect(() => encode({ v: value })).toThrow(EncodeError);
    expect(() => encode({ v: value })).toThrow(message);
    expect(Buffer.from(encode({ after: 1 })).equals(serialize({ after: 1 }))).toBe(true);
  });
  it('what is no document', () => {
    expect(() => encode(faulty([1]) as PlainDocument)).toThrow(EncodeError);
    expect(() => encode(faulty(new Date(0)) as unknown as BsonDocument)).toThrow(EncodeError);
  });
});

describe('numbers keep their types (T01, T02)', () => {
  const typeOf = (value: BsonValue) => encode({ v: value })[4];
  it.each([
    [0, 0x10],
    [-1, 0x10],
    [2147483647, 0x10],
    [-2147483648, 0x10],
    [2147483648, 0x01],
    [0.5, 0x01],
    [-0, 0x01],
    [Number.NaN, 0x01],
    [Number.NEGATIVE_INFINITY, 0x01],
  ])('%d', (number, type) => {
    expect(typeOf(number)).toBe(type);
  });
  it('of the classes', () => {
    expect(typeOf(new Double(1))).toBe(0x01);
    expect(typeOf(Long.fromInt(1))).toBe(0x12);
  });
});

describe('texts and keys of any length', () => {
  it('are encoded as the bson package does', () => {
    fc.assert(
      fc.property(anyText, fc.nat(3), (unit, times) => {
        const text = unit.repeat(4 ** times);
        const document = { [text.replaceAll('\0', '')]: text, id: new ObjectId('a'.repeat(24)) };
        expect(Buffer.from(encode(document)).equals(serialize(document))).toBe(true);
      }),
      { seed: SEED },
    );
  });

  it('grow beyond the first buffer, and the next document is whole again', () => {
    const big = 'ñ'.repeat(3_000_000);
    const bytes = encode({ big, list: Array.from({ length: 2000 }, (_, i) => i) });
    expect(inspect(bytes)).toEqual({ length: bytes.length, faults: [] });
    expect(
      Buffer.from(bytes).equals(serialize({ big, list: Array.from({ length: 2000 }, (_, i) => i) })),
    ).toBe(true);
    expect(encode({})).toEqual(Uint8Array.of(5, 0, 0, 0, 0));
  });
});
