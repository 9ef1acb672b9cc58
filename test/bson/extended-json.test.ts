import { Double, Long } from 'bson';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  ExtendedJsonError,
  fromExtendedJson,
  parseExtendedJson,
} from '../../engine/bson/index.ts';

describe('relaxed forms', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['1', '{"$numberInt":"1"}'],
    ['-0', '{"$numberDouble":"-0.0"}'],
    ['0.5', '{"$numberDouble":"0.5"}'],
    ['2147483648', '{"$numberLong":"2147483648"}'],
    ['9007199254740991', '{"$numberLong":"9007199254740991"}'],
    ['1e300', '{"$numberDouble":"1e+300"}'],
    ['{"$date":"2025-02-01T00:00:00Z"}', '{"$date":{"$numberLong":"1738368000000"}}'],
    ['{"$date":"2025-02-01T01:00:00.123+01:00"}', '{"$date":{"$numberLong":"1738368000123"}}'],
    ['{"$date":"2025-02-01T01:00:00.123+0100"}', '{"$date":{"$numberLong":"1738368000123"}}'],
    [
      '{"$uuid":"00112233-4455-6677-8899-aabbccddeeff"}',
      '{"$binary":{"base64":"ABEiM0RVZneImaq7zN3u/w==","subType":"04"}}',
    ],
    ['{"$numberDouble":"1e3"}', '{"$numberDouble":"1000.0"}'],
    [
      '{"$regularExpression":{"pattern":"a","options":"xi"}}',
      '{"$regularExpression":{"options":"ix","pattern":"a"}}',
    ],
  ];
  it.each(cases)('%s', (text, canonical) => {
    expect(canonicalJson(parseExtendedJson(text))).toBe(canonical);
  });
  it('gives the classes of the value model', () => {
    expect(fromExtendedJson({ $numberDouble: '5.0' })).toEqual(new Double(5));
    expect(fromExtendedJson({ $numberDouble: '5.5' })).toBe(5.5);
    expect(fromExtendedJson({ $numberLong: '5' })).toEqual(Long.fromInt(5));
  });
});

describe('what is no extended JSON is refused', () => {
  it.each([
    '',
    '{',
    '9007199254740993',
    '-9007199254740993',
    '{"$oid":"xyz"}',
    '{"$oid":5}',
    '{"$numberInt":"2147483648"}',
    '{"$numberInt":"1.5"}',
    '{"$numberInt":5}',
    '{"$numberLong":"9223372036854775808"}',
    '{"$numberDouble":"one"}',
    '{"$numberDecimal":"one"}',
    '{"$date":"2025-02-01"}',
    '{"$date":"2025-02-01T00:00:00"}',
    '{"$date":"2025-13-01T00:00:00Z"}',
    '{"$date":5}',
    '{"$undefined":false}',
    '{"$minKey":2}',
    '{"$timestamp":{"t":-1,"i":0}}',
    '{"$binary":{"base64":"*","subType":"00"}}',
    '{"$binary":{"base64":"","subType":"000"}}',
    '{"$uuid":"x"}',
    '{"$dbPointer":{"$ref":"a","$id":5}}',
    '{"$regularExpression":{"pattern":"a"}}',
    '{"$code":"f","$scope":5}',
    '{"a":[{"$oid":"short"}]}',
  ])('%s', (text) => {
    expect(() => parseExtendedJson(text)).toThrow(ExtendedJsonError);
  });
});

describe('depth', () => {
  it('is 200 levels, and more is refused, however much', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(canonicalJson(parseExtendedJson(nested(200)))).toBe(nested(200));
    expect(() => parseExtendedJson(nested(201))).toThrow(ExtendedJsonError);
    expect(() => parseExtendedJson(nested(200_000))).toThrow(ExtendedJsonError);
    expect(() => parseExtendedJson(`${'{"a":'.repeat(201)}1${'}'.repeat(201)}`)).toThrow(ExtendedJsonError);
  });
});

describe('what only looks like a wrapper is data (T14)', () => {
  it.each([
    '{"$oid":"x","a":"y"}',
    '{"$ref":"c","$id":"d"}',
    '{"$set":"x"}',
    '{"$regex":"a"}',
    '{"$numberInt":"1","$oid":"2"}',
  ])('%s', (text) => {
    const value = parseExtendedJson(text);
    expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(text));
  });
  it('and __proto__ is a key (T10)', () => {
    const value = parseExtendedJson('{"__proto__":{"polluted":"yes"}}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"polluted":"yes"}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
