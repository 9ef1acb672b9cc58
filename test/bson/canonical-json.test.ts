import { EJSON, serialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BsonDocument,
  type BsonValue,
  canonicalJson,
  digest,
  encode,
  isDocument,
  orderedJson,
} from '../../engine/bson/index.ts';
import { anyDocument } from './arbitrary.ts';

/** Bytes of a document with these elements, whatever they are. */
function documentWith(...elements: readonly Uint8Array[]): BsonDocument {
  const bytes = Buffer.concat([Buffer.alloc(4), ...elements, Buffer.from([0])]);
  bytes.writeInt32LE(bytes.length);
  return new BsonDocument(bytes);
}

const element = (name: string, value: unknown): Buffer =>
  Buffer.from(serialize({ [name]: value })).subarray(4, -1);

/** The same value with nothing left as bytes. */
function decoded(value: BsonValue): BsonValue {
  if (Array.isArray(value)) return value.map(decoded);
  if (value instanceof BsonDocument) {
    return Object.fromEntries(Object.entries(value.fields()).map(([name, field]) => [name, decoded(field)]));
  }
  return value;
}

describe('the canonical text of a document', () => {
  it('is the same from its bytes as from its values', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const raw = new BsonDocument(encode(document));
        const text = canonicalJson(raw);
        expect(text).toBe(canonicalJson(decoded(raw)));
        expect(digest(raw)).toBe(digest(decoded(raw)));
        expect(isDocument(JSON.parse(text))).toBe(true);
      }),
    );
  });

  it('is what the bson package writes, with its keys sorted, short texts and long ones, few keys and many', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.date({ noInvalidDate: true }),
    );
    const name = fc.stringMatching(/^[a-zñ][a-z0-9_é"\\]{0,6}$/);
    const sorted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(sorted);
      if (typeof value !== 'object' || value === null) return value;
      const order = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
      const keys = Object.keys(value).sort(order);
      return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
    };
    fc.assert(
      fc.property(fc.dictionary(name, fc.oneof(part, fc.array(part)), { maxKeys: 150 }), (fields) => {
        const bytes = serialize(fields);
        const wanted = JSON.stringify(sorted(EJSON.serialize(fields, { relaxed: false })));
        expect(canonicalJson(new BsonDocument(bytes))).toBe(wanted);
        expect(canonicalJson(fields)).toBe(wanted);
      }),
    );
  });

  it('has of a repeated key the last value, wherever it stands', () => {
    const raw = documentWith(element('b', 1), element('a', 2), element('b', 'last'));
    expect(canonicalJson(raw)).toBe('{"a":{"$numberInt":"2"},"b":"last"}');
    expect(canonicalJson([raw, raw])).toBe(`[${canonicalJson(raw)},${canonicalJson(raw)}]`);
  });

  it('has replacement characters where a text is not sound, and escapes where JSON needs them', () => {
    const unsound = Buffer.from([2, 0x74, 0, 3, 0, 0, 0, 0xc3, 0x28, 0]);
    expect(canonicalJson(documentWith(unsound))).toBe('{"t":"\ufffd("}');
    expect(digest(documentWith(unsound))).toBe(digest({ t: '\ufffd(' }));
    const text = 'a"b\\c\nd\u0001e\u007f\u2028ñ😀';
    expect(canonicalJson(new BsonDocument(encode({ text })))).toBe(`{"text":${JSON.stringify(text)}}`);
    expect(canonicalJson({ half: '\ud800' })).toBe('{"half":"\\ud800"}');
  });

  it('has keys of other documents in their own order, which the text in own order keeps', () => {
    const one = { z: 1, a: 'x', m: null };
    expect(canonicalJson(one)).toBe('{"a":"x","m":null,"z":{"$numberInt":"1"}}');
    expect(canonicalJson({ m: null, a: 'x', z: 1 })).toBe(canonicalJson(one));
    expect(orderedJson(new BsonDocument(encode(one)))).toBe('{"z":{"$numberInt":"1"},"a":"x","m":null}');
  });
});
