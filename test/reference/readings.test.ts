import { expect, test } from 'vitest';
import { readClient, readDate, readInt32, readMeasure } from './readings.ts';
import type { Value } from './value.ts';

const text = (value: string): Value => ({ type: 'string', value });
const double = (value: number): Value => ({ type: 'double', value });
const int64 = (value: bigint): Value => ({ type: 'int64', value });

test.each<[Value | undefined, string]>([
  [text(' \u0085ana\u2003\n'), 'ana'],
  [text('\ufeffana'), '\ufeffana'],
  [text('007'), '007'],
  [{ type: 'int32', value: -5 }, '-5'],
  [int64(9007199254740993n), '9007199254740993'],
  [double(9007199254740991), '9007199254740991'],
  [double(-0), '0'],
  [{ type: 'objectId', value: '65a0b1c2d3e4f5a6b7c8d9e0' }, '65a0b1c2d3e4f5a6b7c8d9e0'],
])('a client is spelt %o', (value, client) => {
  expect(readClient(value)).toStrictEqual({ client });
});

test.each<[Value | undefined, string]>([
  [undefined, 'client.missing'],
  [{ type: 'null' }, 'client.missing'],
  [text(''), 'client.invalid'],
  [text(' \u2003'), 'client.invalid'],
  [double(9007199254740992), 'client.invalid'],
  [double(12.5), 'client.invalid'],
  [double(Number.NaN), 'client.invalid'],
  [{ type: 'bool', value: true }, 'client.invalid'],
  [{ type: 'decimal128', value: '7' }, 'client.invalid'],
])('no client is %o', (value, fault) => {
  expect(readClient(value)).toStrictEqual({ fault });
});

test.each([
  ['2025-01-10T10:00:00Z', '2025-01-10T10:00:00.000Z'],
  ['2025-01-10T10:00:00.1Z', '2025-01-10T10:00:00.100Z'],
  ['2025-01-10T10:00:00.999999Z', '2025-01-10T10:00:00.999Z'],
  ['2025-01-10T10:00:00+02:00', '2025-01-10T08:00:00.000Z'],
  ['2025-01-10T10:00:00-0530', '2025-01-10T15:30:00.000Z'],
  ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59.000Z'],
  ['1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z'],
])('%s is an instant', (given, instant) => {
  expect(readDate(text(given))).toStrictEqual({ date: BigInt(Date.parse(instant)), fromText: true });
});

const faults = {
  'date.no_zone': [
    '2025-01-10T10:00:00',
    '2025-01-10 10:00:00.123456',
    '2025-01-10 10:00',
    '2025-01-10T10:00',
    '2025-01-10T10:00:59.9',
  ],
  'date.invalid': [
    '',
    '2025-01-10',
    '2025-01-10 10:00:00Z',
    '2025-01-10T10:00Z',
    '2025-01-10T10:00.5',
    '2025-01-10  10:00',
    '2025-01-10T24:00:00Z',
    '2025-01-10T24:00:00',
    '2025-01-10T10:00:60Z',
    '2025-01-10 10:60',
    '2025-02-29T10:00:00Z',
    '2025-02-29 10:00:00',
    '2025-01-10t10:00:00Z',
    '2025-01-10T10:00:00z',
    ' 2025-01-10T10:00:00Z',
    '2025-01-10T10:00:00Z\n',
    '2025-01-10T10:00:00\n',
    '2025-01-10T10:00:00.Z',
    '2025-01-10T10:00:00+24:00',
    '2025-01-10T10:00:00+01:60',
    '2025-01-10T10:00:00+01',
    '10/01/2025 10:00:00',
  ],
};
const faulty = Object.entries(faults).flatMap(([fault, texts]) =>
  texts.map((given) => [given, fault] as const),
);

test.each(faulty)('%j is %s', (given, fault) => {
  expect(readDate(text(given))).toStrictEqual({ fault });
});

test('other types are dates only if they are BSON dates', () => {
  expect(readDate(undefined)).toStrictEqual({ fault: 'date.missing' });
  expect(readDate({ type: 'null' })).toStrictEqual({ fault: 'date.missing' });
  expect(readDate({ type: 'int32', value: 5 })).toStrictEqual({ fault: 'date.invalid' });
  expect(readDate({ type: 'timestamp', time: 1, increment: 1 })).toStrictEqual({ fault: 'date.invalid' });
  expect(readDate({ type: 'date', value: -5n })).toStrictEqual({ date: -5n, fromText: false });
});

test.each<[Value, number]>([
  [text('83,5'), 83.5],
  [text(' \u008583.5 kg\u00a0'), 83.5],
  [text('22%'), 22],
  [text('-007 cm'), -7],
  [text('+5'), 5],
  [text('-0'), -0],
  [int64(2n ** 53n), 2 ** 53],
  [int64(-(2n ** 53n)), -(2 ** 53)],
  [double(-0), -0],
  [{ type: 'int32', value: 4 }, 4],
])('%o measures a number', (value, number) => {
  expect(readMeasure(value)).toBe(number);
});

test.each<[Value]>([
  ...['', ' ', '\ufeff83', '22  %', '.5', '5.', '1e5', '0x10', '1.78m', '83 KG', '٨٣', '1,2,3', '5%%'].map(
    (given): [Value] => [text(given)],
  ),
  [int64(2n ** 53n + 1n)],
  [int64(-(2n ** 53n) - 1n)],
  [double(Number.NaN)],
  [double(Number.NEGATIVE_INFINITY)],
  [{ type: 'decimal128', value: '83.5' }],
  [{ type: 'bool', value: true }],
  [{ type: 'array', items: [] }],
])('%o measures nothing', (value) => {
  expect(readMeasure(value)).toBeUndefined();
});

test.each<[Value | undefined, number | undefined]>([
  [double(30), 30],
  [double(-0), 0],
  [double(30.5), undefined],
  [double(2147483648), undefined],
  [double(-2147483648), -2147483648],
  [double(Number.NaN), undefined],
  [int64(12n), 12],
  [int64(2n ** 32n + 5n), undefined],
  [text('30'), undefined],
  [undefined, undefined],
])('%o counts days', (value, days) => {
  expect(readInt32(value)).toBe(days);
});
