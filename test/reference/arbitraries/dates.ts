import { Double, Int32, Long, Timestamp } from 'bson';
import fc from 'fast-check';

/** The cutoff that the arbitraries' dates crowd around. */
export const cutoff = '2025-02-01T00:00:00Z';

const start = Date.parse(cutoff);
const day = 86_400_000;

/** Few instants, so that ties are common: the cutoff to the millisecond, and some days before and after. */
const instants = fc
  .oneof(
    { weight: 6, arbitrary: fc.constantFrom(-40 * day, -12 * day, -2 * day, -day, -day + 1) },
    { weight: 2, arbitrary: fc.constantFrom(-1, -1000, 0, 1, day) },
    { weight: 1, arbitrary: fc.integer({ min: -60 * day, max: 5 * day }) },
    { weight: 1, arbitrary: fc.constantFrom(-start, -start - 1, -start - 1500, -62_000_000_000_000) },
  )
  .map((offset) => start + offset);

const zones = fc.constantFrom('Z', '+00:00', '-00:00', '+0000', '+02:00', '-0530', '+23:59', '-23:59');

/** A text that names the instant, its fraction with more digits than are kept. */
const texts = fc
  .tuple(instants, zones, fc.constantFrom('', '0', '9999', '999999999'))
  .map(([instant, zone, more]) => {
    const local = instant + (zone === 'Z' ? 0 : minutes(zone) * 60_000);
    const iso = new Date(local).toISOString();
    return `${instant % 1000 === 0 && more === '' ? iso.slice(0, 19) : `${iso.slice(0, -1)}${more}`}${zone}`;
  });

function minutes(zone: string): number {
  return (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
}

const faulty: readonly unknown[] = [
  undefined,
  null,
  '',
  '2025-01-10T10:00:00',
  '2025-01-10 10:00:00.123000',
  '2025-01-10T10:00',
  '2025-01-10 10:00',
  '2025-01-10T10:00Z',
  '2025-01-10 10:00:00Z',
  '2025-01-10  10:00:00',
  '2025-01-10t10:00:00Z',
  '2025-01-10T10:00:00z',
  ' 2025-01-10T10:00:00Z',
  '2025-01-10T10:00:00Z\n',
  '2025-01-10T10:00:00\n',
  '2025-01-10T10:00:00.Z',
  '2025-01-10T10:00:00,5Z',
  '2025-01-10T10:00:00+2',
  '2025-01-10T10:00:00+24:00',
  '2025-01-10T10:00:00+01:60',
  '2025-02-29T10:00:00Z',
  '2025-02-30T10:00:00',
  '2024-13-01T10:00:00Z',
  '2024-00-10T10:00:00Z',
  '2025-01-10T24:00:00Z',
  '2025-01-10T24:00:00',
  '2025-01-10T23:59:60Z',
  '2025-01-10T23:60:00',
  '2025-01-10',
  '10/01/2025',
  '２０２５-01-10T10:00:00Z',
  '+002025-01-10T10:00:00Z',
  new Int32(5),
  new Double(1736503200000),
  Long.fromNumber(1736503200000),
  Timestamp.fromBits(1, 1736503200),
  true,
  [new Date(start - day)],
  new Map([['$date', '2025-01-10T10:00:00Z']]),
];

const leapDay = fc.constantFrom(
  '2024-02-29T23:59:59.999Z',
  '2000-02-29T00:00:00+0000',
  '0099-12-31T10:00:00Z',
);

/** A date field in any form: mostly a BSON date, often a text, now and then something else. */
export const dates: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 24, arbitrary: instants.map((instant) => new Date(instant)) },
  { weight: 6, arbitrary: texts },
  { weight: 1, arbitrary: leapDay },
  { weight: 2, arbitrary: fc.constantFrom(...faulty) },
);
