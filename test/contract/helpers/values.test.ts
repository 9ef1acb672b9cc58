import { Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BsonDocument, encode, RawValue } from '../../../engine/bson/index.ts';
import { helpers } from '../../../engine/contract/helpers/index.ts';
import { compileExpression, ExpressionError } from '../../../engine/expression/index.ts';

function call(text: string, input: Record<string, unknown>): unknown {
  const compiled = compileExpression(text, { functions: helpers });
  if (!('expression' in compiled)) throw new Error(JSON.stringify(compiled.findings));
  return compiled.expression.evaluate(input, {}, { now: new Date(0) });
}

const limit = Long.fromString('9007199254740992');
const raw = new RawValue(0x05, Uint8Array.of(0, 0, 0, 0, 0));

describe('$numberEs', () => {
  test.each([
    ['an int32', 83, 83],
    ['a double that looks like one', new Double(83), new Double(83)],
    ['an int64', Long.fromNumber(83), Long.fromNumber(83)],
    ['the greatest int64', limit, limit],
    ['one more', limit.add(1), undefined],
    ['the least int64', limit.neg(), limit.neg()],
    ['one less', limit.neg().sub(1), undefined],
    ['NaN', Number.NaN, undefined],
    ['an infinity', Number.POSITIVE_INFINITY, undefined],
    ['a decimal128', Decimal128.fromString('83.5'), undefined],
    ['a date', new Date(0), undefined],
    ['binary data', raw, undefined],
    ['an array', [83], undefined],
    ['an object', { a: 83 }, undefined],
    ['a text of blanks', '  ', undefined],
    ['a text around which Unicode white space stands', '\u0085\u00a0\u3000 83,5\u2028', 83.5],
    ['a text with a byte order mark', '\ufeff83', undefined],
    ['a text too great for a double', '9'.repeat(400), undefined],
    ['full-width digits', '８３', undefined],
    ['a comma without digits', '83,', undefined],
    ['two units', '83 kg cm', undefined],
    ['a unit, glued', '83cm', 83],
    ['a unit that is a regular expression', '83.', undefined],
  ])('%s', (_, value, expected) => {
    expect(call('$numberEs(v, ["kg", "cm", "%"])', { v: value })).toEqual(expected);
  });

  test('takes what matches, whatever surrounds it', () => {
    const space = fc.constantFrom('', ' ', '\t', '\u00a0', '\u2003', '\u0085');
    fc.assert(
      fc.property(
        space,
        space,
        fc.integer(),
        fc.nat(999),
        fc.constantFrom('.', ','),
        (a, b, whole, part, mark) => {
          const text = `${whole}${mark}${part}`;
          expect(call('$numberEs(v)', { v: a + text + b })).toBe(Number(text.replace(',', '.')));
        },
      ),
    );
  });
});

describe('$integer', () => {
  test.each([
    ['an int64', Long.fromNumber(30), 30],
    ['an int64 beyond int32', Long.fromNumber(2 ** 31), undefined],
    ['an int64 beyond 2^53', limit.add(1), undefined],
    ['a double', new Double(30), 30],
    ['minus zero', -0, 0],
    ['an Int32 object', new Int32(30), 30],
    ['a timestamp', new Timestamp({ t: 1, i: 1 }), undefined],
    ['a boolean', true, undefined],
    ['an object', {}, undefined],
  ])('%s', (_, value, expected) => {
    expect(call('$integer(v)', { v: value })).toBe(expected);
  });
});

describe('types are seen as BSON has them', () => {
  test.each([
    ['date', new Date(0)],
    ['objectId', new ObjectId('65a000000000000000000001')],
    ['long', Long.fromNumber(1)],
    ['double', new Double(1)],
    ['decimal', Decimal128.fromString('1')],
    ['binData', raw],
  ])('$bsonType gives %s', (name, value) => {
    expect(call('$bsonType(v)', { v: value })).toBe(name);
  });

  test('documents read from bytes are objects', () => {
    const document = new BsonDocument(encode({ a: { b: {} }, c: { d: { e: 1 } } }));
    expect(call('$bsonType(a)', document as never)).toBe('object');
    expect(call('[$hasLeaf(a), $hasLeaf(c)]', document as never)).toEqual([false, true]);
  });

  test('$idText writes ids as the engine compares them', () => {
    const id = new ObjectId('65a000000000000000000001');
    expect(call('$idText(v)', { v: id })).toBe('65a000000000000000000001');
    expect(call('$idText(v)', { v: Long.fromString('9007199254740993') })).toBe('9007199254740993');
  });

  test('$warn gives the very value', () => {
    const value = new Date(5);
    expect(call('$warn("a.b", v)', { v: value })).toBe(value);
  });
});

describe('$dateOf', () => {
  test('names of time zones, on both sides of a change of the clock', () => {
    const at = (text: string, zone: string): unknown =>
      (call('$dateOf(v, "YYYY-MM-DD HH:mm:ss", z)', { v: text, z: zone }) as Date | undefined)?.toISOString();
    expect(at('2024-03-31 01:59:59', 'Europe/Madrid')).toBe('2024-03-31T00:59:59.000Z');
    expect(at('2024-03-31 02:00:00', 'Europe/Madrid')).toBeUndefined();
    expect(at('2024-03-31 03:00:00', 'Europe/Madrid')).toBe('2024-03-31T01:00:00.000Z');
    expect(at('2024-10-27 02:59:59', 'Europe/Madrid')).toBe('2024-10-27T00:59:59.000Z');
    expect(at('2024-10-27 03:00:00', 'Europe/Madrid')).toBe('2024-10-27T02:00:00.000Z');
    expect(at('0099-01-01 00:00:00', 'UTC')).toBe('0099-01-01T00:00:00.000Z');
    expect(at('2024-12-31 23:59:59', 'Pacific/Kiritimati')).toBe('2024-12-31T09:59:59.000Z');
    expect(at('2011-12-30 12:00:00', 'Pacific/Apia')).toBeUndefined();
  });

  test('every instant of a zone comes back', () => {
    const format = (instant: number): string =>
      new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/Madrid' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (seconds) => {
        const text = format(seconds * 1000);
        const date = call('$dateOf(v, "YYYY-MM-DD HH:mm:ss", "Europe/Madrid")', { v: text }) as Date;
        expect(format(date.getTime())).toBe(text);
        expect(date.getTime()).toBeLessThanOrEqual(seconds * 1000);
      }),
    );
  });

  test('impossible dates and times are absent', () => {
    const picture = '"YYYY-MM-DD HH:mm:ss.SSS"';
    for (const text of [
      '2025-02-29 00:00:00.000',
      '2025-13-01 00:00:00.000',
      '2025-00-01 00:00:00.000',
      '2025-01-01 24:00:00.000',
      '2025-01-01 00:60:00.000',
      '2025-01-01 00:00:60.000',
    ]) {
      expect(call(`$dateOf(v, ${picture}, "UTC")`, { v: text }), text).toBeUndefined();
    }
    expect(call(`$dateOf(v, ${picture}, "UTC")`, { v: '2024-02-29 23:59:59.999' })).toEqual(
      new Date('2024-02-29T23:59:59.999Z'),
    );
  });

  test.each([
    ['"YYYY-MM"', '"UTC"'],
    ['"YYYY-MM-DD MM"', '"UTC"'],
    ['"YYYY-MM-DD hh"', '"UTC"'],
    ['"YYYY-MM-DD"', '"Nowhere/Else"'],
    ['"YYYY-MM-DD"', '"+25:00"'],
    ['"YYYY-MM-DD"', '""'],
  ])('a wrong picture or zone is an error: %s %s', (picture, zone) => {
    expect(() => call(`$dateOf("2024-05-01", ${picture}, ${zone})`, {})).toThrow(ExpressionError);
  });
});

describe('effects', () => {
  test('$warn and $fail reach the run', () => {
    const seen: unknown[] = [];
    const effects = {
      warn: (code: string, value: unknown, position: number) => seen.push(['warn', code, value, position]),
      fail: (code: string, message: string, position: number) => seen.push(['fail', code, message, position]),
    };
    const compiled = compileExpression('[$warn("a.b", 1), $fail("c.d", "why")]', { functions: helpers });
    if (!('expression' in compiled)) throw new Error('does not compile');
    const { expression } = compiled;
    expect(() => expression.evaluate({}, {}, { now: new Date(0), effects })).toThrow('why');
    expect(seen).toEqual([
      ['warn', 'a.b', 1, expect.any(Number)],
      ['fail', 'c.d', 'why', expect.any(Number)],
    ]);
  });
});
