import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import fc from 'fast-check';

/** One client: every way to spell its id. The first is the canonical text. */
type Spellings = readonly unknown[];

const padded = (id: string): string[] => [` ${id}`, `${id}\n`, `\u0085${id}\u2003`, `\t${id}\u00a0`];
const whole = (id: number): unknown[] => [new Double(id), Long.fromNumber(id)];
const hex = '65a0b1c2d3e4f5a6b7c8d9e0';

/** Ids that look alike, are prefixes of one another, or are spelt in several types. */
const clients: readonly Spellings[] = [
  ['7', new Int32(7), ...whole(7), ...padded('7')],
  ['170000000000001', ...whole(170000000000001), ...padded('170000000000001')],
  ['1700000000000010', ...whole(1700000000000010)],
  ['0', new Int32(0), new Double(-0), new Double(0)],
  ['-5', new Int32(-5), ...whole(-5)],
  ['007', ...padded('007')],
  ['\ufeff7', ...padded('\ufeff7')],
  [hex, new ObjectId(hex), ...padded(hex)],
  [hex.toUpperCase()],
  ['9007199254740991', ...whole(9007199254740991)],
  ['9007199254740993', Long.fromString('9007199254740993')],
  ['admin_ana_001', ...padded('admin_ana_001')],
  ['client_7'],
  ['__proto__', ...padded('__proto__')],
  ['～'],
  ['😀 é'],
];

/** What is no client id at all: `undefined` leaves the field out. */
const none: readonly unknown[] = [
  undefined,
  null,
  '',
  ' \u0085\u2003',
  true,
  new Double(12.5),
  new Double(Number.NaN),
  new Double(Number.POSITIVE_INFINITY),
  new Double(9007199254740992),
  Decimal128.fromString('7'),
  [new Int32(7)],
  new Map([['id', '7']]),
  new Date(7),
];

/** Which client a dossier belongs to. */
export const clientNumbers: fc.Arbitrary<number> = fc.nat({ max: clients.length - 1 });

/** How one document spells its client: mostly one of the good ways. */
export const spellings: fc.Arbitrary<(client: number) => unknown> = fc.oneof(
  { weight: 24, arbitrary: fc.nat({ max: 9 }).map((choice) => (client: number) => spelt(client, choice)) },
  { weight: 1, arbitrary: fc.constantFrom(...none).map((value) => () => value) },
);

function spelt(client: number, choice: number): unknown {
  const ways = clients[client] ?? [];
  return ways[choice % ways.length];
}
