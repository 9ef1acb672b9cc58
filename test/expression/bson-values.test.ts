import { Decimal128, Double, Long, ObjectId } from 'bson';
import { describe, expect, it } from 'vitest';
import { BsonDocument, encode, RawValue } from '../../engine/bson/index.ts';
import { codeOf, evaluate } from './evaluate.ts';

const id = new ObjectId('0123456789abcdef01234567');
const early = new Date('2024-01-02T03:04:05.678Z');
const late = new Date('2025-01-02T03:04:05.678Z');
const raw = new RawValue(0x05, new Uint8Array([1, 0, 0, 0, 0, 7]));
const input = {
  id,
  early,
  late,
  twin: new Date(early.getTime()),
  five: new Double(5),
  small: Long.fromNumber(7),
  huge: Long.fromString('9007199254740993'),
  money: Decimal128.fromString('1.50'),
  raw,
  list: [late, early],
};

describe('BSON values', () => {
  it('are seen as texts and numbers', () => {
    expect(evaluate('$type(early) & $type(id) & $type(five) & $type(huge)', input)).toBe(
      'stringstringnumbernumber',
    );
    expect(evaluate('"d: " & early & " " & id', input)).toBe(
      'd: 2024-01-02T03:04:05.678Z 0123456789abcdef01234567',
    );
    expect(evaluate('early = "2024-01-02T03:04:05.678Z" and id in ["0123456789abcdef01234567"]', input)).toBe(
      true,
    );
    expect(evaluate('five + small', input)).toBe(12);
    expect(evaluate('$sum([five, small])', input)).toBe(12);
    expect(evaluate('$string({"d": early, "n": five})', input)).toBe(
      '{"d":"2024-01-02T03:04:05.678Z","n":5}',
    );
    expect(evaluate('$type(raw)', input)).toBe('binData');
  });

  it('compare dates as instants', () => {
    expect(evaluate('[early = late, early = twin, early < late, early >= twin]', input)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(evaluate('$sort(list)', input)).toEqual([early, late]);
    expect(evaluate('list^($)[0]', input)).toBe(early);
    expect(evaluate('$distinct([early, late, twin])', input)).toEqual([early, late]);
  });

  it('are never computed with a rounded value', () => {
    for (const text of [
      'huge + 1',
      'money * 2',
      '$string(huge)',
      '"" & money',
      'raw & ""',
      'raw ? 1 : 2',
      '$sum([huge])',
    ]) {
      expect(codeOf(text, input), text).toBe('U1001');
    }
    expect(
      evaluate('[huge = huge, raw = raw, money = money, $exists(raw), huge = 9007199254740992]', input),
    ).toEqual([true, true, true, true, false]);
  });

  it('keep their identity when they are only moved', () => {
    for (const key of ['id', 'early', 'five', 'huge', 'money', 'raw'] as const) {
      for (const text of [
        key,
        `(${key})`,
        `{"x": ${key}}.x`,
        `[${key}][0]`,
        `true ? ${key} : 1`,
        `($v := ${key}; $v)`,
        `$merge([{"x": ${key}}]).x`,
        `$filter([${key}], function($v){ $exists($v) })`,
        `$append([], ${key})[0]`,
        `(function($v){ $v })(${key})`,
      ]) {
        expect(evaluate(text, input), text).toBe(input[key]);
      }
    }
  });

  it('are read from the raw view of a document', () => {
    const document = new BsonDocument(
      encode({ a: { b: [{ c: 1 }, { c: early }] }, id, huge: input.huge, __proto__: 3 }),
    );
    expect(evaluate('(a.b.c)[1] & id', document)).toBe(`${early.toISOString()}${id.toHexString()}`);
    expect(evaluate('a', document)).toBeInstanceOf(BsonDocument);
    expect(evaluate('toString', document)).toBeUndefined();
    expect(evaluate('$keys(a) & $count(a.b)', document)).toBe('b2');
    expect(evaluate('a = {"b": [{"c": 1}, {"c": "2024-01-02T03:04:05.678Z"}]}', document)).toBe(true);
  });
});

describe('results', () => {
  it('are plain data', () => {
    const value = evaluate('{"a": b.c, "d": b.c[]}', { b: [{ c: 1 }, { c: 2 }] }) as { a: number[] };
    expect(Reflect.ownKeys(value.a)).toEqual(['0', '1', 'length']);
    expect(codeOf('$sum')).toBe('U1004');
    expect(codeOf('{"f": function(){1}}')).toBe('U1004');
    expect(codeOf('[1/0]')).toBe('D1001');
    expect(evaluate('a', { a: Number.NaN })).toBeNaN();
    const hostile = evaluate('{"__proto__": {"polluted": 1}}') as object;
    expect(Object.getPrototypeOf(hostile)).toBe(Object.prototype);
    expect(Object.keys(hostile)).toEqual(['__proto__']);
  });

  it('come from frozen inputs, which stay as they are', () => {
    const frozen = Object.freeze({ list: Object.freeze([]), a: Object.freeze([Object.freeze({ b: 1 })]) });
    expect(evaluate('list{"x": 1}', frozen)).toEqual({ x: 1 });
    expect(evaluate('a[]', frozen)).toBe(frozen.a);
    expect(evaluate('$ ~> |a|{"b": 2}|', frozen)).toEqual({ list: [], a: [{ b: 2 }] });
    expect(frozen.a[0]).toEqual({ b: 1 });
  });
});
