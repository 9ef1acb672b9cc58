import { BSONRegExp, BSONSymbol, Decimal128, Double, Int32, Long, MinKey, ObjectId, UUID } from 'bson';
import fc from 'fast-check';

/** A document to be: a map, so that any key is possible and keeps its place. */
export type Draft = ReadonlyMap<string, unknown>;

const map = (...entries: readonly (readonly [string, unknown])[]): Draft => new Map(entries);

/** Whatever a client may have answered, blanks included; `undefined` stands for a missing field. */
const odd: readonly unknown[] = [
  'No',
  'Ninguno',
  ' con espacios \n',
  ' ',
  'ñandú 🏋️',
  new Int32(4),
  new Double(77.25),
  new Double(4),
  Long.fromNumber(4),
  Decimal128.fromString('88.50'),
  true,
  false,
  new Date('2024-01-01T20:30:00Z'),
  new ObjectId('65a0b1c2d3e4f5a6b7c8d9e0'),
  [],
  ['uno'],
  ['', null],
  [[], map()],
  map(),
  map(['a', 'arroz']),
  map(['a', ''], ['b', null]),
];

const odder: readonly unknown[] = [
  new BSONRegExp('^a', 'im'),
  new BSONSymbol('viejo'),
  new UUID('00112233-4455-4677-8899-aabbccddeeff'),
  new MinKey(),
  new Double(Number.NaN),
  new Double(-0),
  Long.MIN_VALUE,
  map(['$numberInt', '5']),
  map(['$ref', 'users'], ['$id', '7']),
];

const blanks: readonly unknown[] = ['', null, undefined];

/** Any answer: one value in three is blank, equal values are common. */
export const answers: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('Sí', 'No', 'A veces', '08:00') },
  { weight: 5, arbitrary: fc.constantFrom(...blanks) },
  { weight: 4, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.constantFrom(...odder) },
);

const limit = 2n ** 53n;

/** What may stand where a measure is expected: numbers, texts that are numbers, and texts that nearly are. */
const numbers: readonly unknown[] = [
  ...['83.5', '83,5', ' 83.5 kg', '83.5kg', '22,5%', '22 %', '22  %', '180 cm', '+5', '-5', '-0', '007'],
  ...[
    '\u00a083',
    '\u008583',
    '\ufeff83',
    '83\n',
    '1e5',
    '0x10',
    '.5',
    '5.',
    '1.78m',
    '8 3',
    '83.5 KG',
    '٨٣',
    '--5',
  ],
  ...['83.5.1', '83,5,1', 'ochenta', ' ', '\u0085', '99999999999999999999999', 'NaN', 'Infinity', 'kg'],
  new Int32(83),
  new Double(83.5),
  new Double(-0),
  new Double(1e300),
  new Double(Number.NaN),
  new Double(Number.NEGATIVE_INFINITY),
  ...[limit, limit + 1n, -limit, -limit - 1n, 83n].map((value) => Long.fromBigInt(value)),
  Decimal128.fromString('83.5'),
  Decimal128.fromString('NaN'),
];

export const measures: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...numbers) },
  { weight: 1, arbitrary: answers },
);

/** A count of days in any form, at the edges of int32. */
export const counts: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 60 }).map((days) => new Int32(days)) },
  { weight: 1, arbitrary: fc.constantFrom(...blanks) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      ...[30, 30.5, -0, 2147483647, 2147483648, -2147483648, -2147483649, Number.NaN].map(
        (n) => new Double(n),
      ),
      ...[12n, 2147483647n, 2147483648n, 2n ** 32n + 5n].map((value) => Long.fromBigInt(value)),
      Decimal128.fromString('30'),
      '30',
      ' ',
      true,
      [],
    ),
  },
);

const hostile = [
  '__proto__',
  'constructor',
  'toString',
  'length',
  '0',
  '10',
  '9',
  '-1',
  '',
  'a.b',
  '$x',
  'años',
  'an\u0303os',
];

/** Names of fields that no mapping reads; with `hostile` also those that trip programs. */
export const strangeNames = (withHostile: boolean): fc.Arbitrary<string> =>
  withHostile
    ? fc.constantFrom('objetivo_principal', 'edad', 'peso_actual', 'formatted_plan', ...hostile)
    : fc.constantFrom('objetivo_principal', 'edad', 'peso_actual', 'formatted_plan');

/** A draft from drawn entries; later ones win, an `undefined` value leaves its field out. */
export function draft(...entries: readonly (readonly [string, unknown])[]): Draft {
  return new Map(entries.filter(([, value]) => value !== undefined));
}

/** Up to `most` entries with the names and values given. */
export const entries = (
  names: fc.Arbitrary<string>,
  values: fc.Arbitrary<unknown>,
  most: number,
): fc.Arbitrary<[string, unknown][]> => fc.array(fc.tuple(names, values), { maxLength: most });
