import { BSONRegExp, deserialize, EJSON, serialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BsonDocument,
  canonicalJson,
  encode,
  fieldsOf,
  getField,
  inspect,
  type PlainDocument,
  parseExtendedJson,
  typeName,
} from '../../engine/bson/index.ts';
import { anyDocument, commonDocument } from './arbitrary.ts';
import { documentOf, valueCases } from './cases.ts';
import { SEED } from './seed.ts';

/** What keeps the `bson` package from changing types. */
const faithful = { promoteValues: false, bsonRegExp: true } as const;

/** JSON with every object as the list of its entries, sorted by code point. */
function sorted(json: string): string {
  return JSON.stringify(JSON.parse(json), (_, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return {
      entries: Object.entries(value).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    };
  });
}

describe('every type, one value at a time (P11)', () => {
  it.each(valueCases)('$name', (valueCase) => {
    const bytes = documentOf(valueCase);
    const document = new BsonDocument(bytes);
    const fault = valueCase.name.startsWith('date beyond') ? ['date.out_of_range'] : [];

    const inspection = inspect(bytes);
    expect(inspection.damage).toBeUndefined();
    expect(inspection.length).toBe(bytes.length);
    expect(inspection.faults.map(({ code }) => code)).toEqual(fault);

    const value = document.fields().v;
    if (value === undefined) throw new Error('the field is gone');
    expect(typeName(value)).toBe(valueCase.alias);
    expect(canonicalJson(value)).toBe(valueCase.json);
    expect(canonicalJson(document)).toBe(`{"v":${valueCase.json}}`);
    const moved = document.get('v');
    expect(Buffer.from(encode({ v: value })).toString('hex')).toBe(bytes.toString('hex'));
    expect(Buffer.from(encode(document.fields())).toString('hex')).toBe(bytes.toString('hex'));
    expect(moved !== undefined && Buffer.from(encode({ v: moved })).equals(bytes)).toBe(true);

    const parsed = parseExtendedJson(`{"v":${valueCase.json}}`);
    expect(canonicalJson(parsed)).toBe(`{"v":${valueCase.json}}`);
    const again = Buffer.from(encode(parsed as PlainDocument));
    if (valueCase.lossy === undefined) {
      expect(again.toString('hex')).toBe(bytes.toString('hex'));
    }
  });

  it.each(
    valueCases.filter(({ unlikeBson }) => unlikeBson === undefined),
  )('$name, as the bson package says it', (valueCase) => {
    const json = EJSON.stringify(deserialize(documentOf(valueCase), faithful), { relaxed: false });
    expect(sorted(json)).toBe(sorted(`{"v":${valueCase.json}}`));
  });
});

describe('whole documents', () => {
  it('come back byte for byte from their fields, for every type (P11)', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const bytes = encode(document);
        const { damage, length } = inspect(bytes);
        expect(damage).toBeUndefined();
        expect(length).toBe(bytes.length);
        const raw = new BsonDocument(bytes);
        expect(Buffer.from(encode(raw.fields())).equals(bytes)).toBe(true);
        expect(Buffer.from(encode(raw)).equals(bytes)).toBe(true);
        expect(canonicalJson(raw)).toBe(canonicalJson(document));
        for (const key of Object.keys(document)) {
          expect(canonicalJson(getField(raw, key) ?? null)).toBe(canonicalJson(document[key] ?? null));
        }
      }),
      { numRuns: 400, seed: SEED },
    );
  });

  it('have the bytes and the extended JSON that the bson package gives them', () => {
    fc.assert(
      fc.property(commonDocument, (document) => {
        const bytes = encode(document);
        const theirs = deserialize(bytes, faithful);
        expect(Buffer.from(serialize(theirs, { ignoreUndefined: false })).equals(bytes)).toBe(true);
        expect(sorted(canonicalJson(document))).toBe(sorted(EJSON.stringify(theirs, { relaxed: false })));
      }),
      { numRuns: 400, seed: SEED },
    );
  });

  it('lead through canonical extended JSON and back to the same value', () => {
    fc.assert(
      fc.property(commonDocument, (document) => {
        const json = canonicalJson(document);
        expect(canonicalJson(parseExtendedJson(json))).toBe(json);
      }),
      { numRuns: 400, seed: SEED },
    );
  });
});

describe('odd keys', () => {
  it('__proto__ and integer-like keys are keys like any other (T08, T10)', () => {
    const source = Object.create(null) as Record<string, string>;
    for (const key of ['b', '__proto__', '2', '1', 'constructor']) source[key] = `<${key}>`;
    const bytes = encode(source);
    const fields = fieldsOf(new BsonDocument(bytes));
    expect(Object.getPrototypeOf(fields)).toBeNull();
    expect(Object.keys(fields)).toEqual(['1', '2', 'b', '__proto__', 'constructor']);
    expect(getField(new BsonDocument(bytes), '__proto__')).toBe('<__proto__>');
    expect(getField({}, '__proto__')).toBeUndefined();
    expect(getField({}, 'toString')).toBeUndefined();
    expect(new BsonDocument(bytes).get('toString')).toBeUndefined();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('a raw document keeps the order of integer-like keys when it is moved (T08)', () => {
    const inner = documentOf({ name: '', type: '10', value: '01000000', alias: 'int', json: '' });
    const outer = serialize({ inner: deserialize(inner) });
    const hex = Buffer.from('130000001062000200000010310001000000' + '00', 'hex');
    const moved = encode({ inner: new BsonDocument(hex), again: new BsonDocument(outer) });
    expect(Buffer.from(moved).includes(hex)).toBe(true);
    expect(Buffer.from(moved).includes(Buffer.from(outer))).toBe(true);
  });
});

describe('values of the bson package that the engine never gives out', () => {
  it('are encoded and shown as the package does', () => {
    const pattern = new BSONRegExp('a', 'i');
    expect(Buffer.from(encode({ pattern })).equals(serialize({ pattern }))).toBe(true);
    expect(canonicalJson({ pattern })).toBe(
      '{"pattern":{"$regularExpression":{"options":"i","pattern":"a"}}}',
    );
  });
});
