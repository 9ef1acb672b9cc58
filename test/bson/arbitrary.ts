import { Decimal128, Double, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { type BsonValue, fromExtendedJson, type PlainDocument } from '../../engine/bson/index.ts';

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const hex = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('hex'));
/** Texts without NUL, with what sorts and escapes oddly: beyond the basic plane, quotes, control characters. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('a', 'b', 'ñ', '"', '\\', '\n', '\u0001', '€', '\ufb01', '😀'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 12,
  })
  .map((value) => value.replaceAll('\0', ''));
const commonKey = fc.oneof(
  { weight: 4, arbitrary: text },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', '10', '2', '0', '', 'a.b'),
  },
);
/** With keys that mean something to the `bson` package or to extended JSON. */
const anyKey = fc.oneof(
  { weight: 9, arbitrary: commonKey },
  { weight: 1, arbitrary: fc.constantFrom('_bsontype', '$set', '$oid', '$numberInt') },
);

const wrapped = (json: fc.Arbitrary<unknown>): fc.Arbitrary<BsonValue> =>
  json.map((value) => fromExtendedJson(value));

/** Types that the engine moves as raw bytes, built through extended JSON. */
const rawScalar: fc.Arbitrary<BsonValue> = wrapped(
  fc.oneof(
    fc.record({ t: fc.nat(0xffffffff), i: fc.nat(0xffffffff) }).map(($timestamp) => ({ $timestamp })),
    fc
      .record({
        base64: fc.uint8Array({ maxLength: 9 }).map((b) => Buffer.from(b).toString('base64')),
        subType: hex(1),
      })
      .map(($binary) => ({ $binary })),
    fc
      .record({ pattern: text, options: fc.constantFrom('', 'i', 'im', 'imsx') })
      .map(($regularExpression) => ({ $regularExpression })),
    text.map(($code) => ({ $code })),
    fc.constantFrom({ $minKey: 1 }, { $maxKey: 1 }),
  ),
);

/** Deprecated types, and dates that JS cannot hold: the `bson` package changes or loses them. */
const oddScalar: fc.Arbitrary<BsonValue> = wrapped(
  fc.oneof(
    text.map(($symbol) => ({ $symbol })),
    fc.constant({ $undefined: true }),
    fc.tuple(text, hex(12)).map(([$ref, $oid]) => ({ $dbPointer: { $ref, $id: { $oid } } })),
    fc
      .constantFrom('9223372036854775807', '-9223372036854775808', '8640000000000001')
      .map(($numberLong) => ({ $date: { $numberLong } })),
    text.map(($code) => ({ $code, $scope: { x: { $numberInt: '1' } } })),
  ),
);

const number: fc.Arbitrary<BsonValue> = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(-0, 0, 1e21, 5e-324, 2 ** 31, -(2 ** 31), Number.NaN, Number.POSITIVE_INFINITY),
  fc.integer({ min: -9, max: 9 }).map((value) => new Double(value)),
);

const usualScalar: fc.Arbitrary<BsonValue> = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  int64.map((value) => Long.fromBigInt(value)),
  hex(12).map((value) => new ObjectId(value)),
  fc.oneof(
    fc
      .tuple(
        fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n }),
        fc.integer({ min: -6176, max: 6111 }),
      )
      .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`)),
    fc
      .constantFrom('NaN', 'Infinity', '-Infinity', '0', '-0', '0E+3', '1.10', '1.1')
      .map((value) => Decimal128.fromString(value)),
  ),
);

function documents(key: fc.Arbitrary<string>, scalar: fc.Arbitrary<BsonValue>): fc.Arbitrary<PlainDocument> {
  return fc.letrec<{ value: BsonValue; document: PlainDocument }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: scalar },
      { weight: 2, arbitrary: tie('document') },
      { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 5 }) },
    ),
    document: fc.array(fc.tuple(key, tie('value')), { maxLength: 7 }).map((entries) => {
      const document: Record<string, BsonValue> = Object.create(null);
      for (const [name, value] of entries) document[name] = value;
      return document;
    }),
  })).document;
}

/** Documents of the types that the `bson` package keeps. */
export const commonDocument: fc.Arbitrary<PlainDocument> = documents(
  commonKey,
  fc.oneof({ weight: 5, arbitrary: usualScalar }, { weight: 1, arbitrary: rawScalar }),
);

/** Documents of every BSON type. */
export const anyDocument: fc.Arbitrary<PlainDocument> = documents(
  anyKey,
  fc.oneof(
    { weight: 5, arbitrary: usualScalar },
    { weight: 1, arbitrary: rawScalar },
    { weight: 1, arbitrary: oddScalar },
  ),
);

/** Texts for keys and values, and the same with half surrogate pairs. */
export const anyText: fc.Arbitrary<string> = fc.oneof(text, fc.string({ unit: 'binary' }));
