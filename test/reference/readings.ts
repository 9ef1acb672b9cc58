import { extendedJson } from './extended-json.ts';
import type { Fields, Value } from './value.ts';

const blankAround = /^\p{White_Space}+|\p{White_Space}+$/gu;

/** The field of a document, or undefined; never something inherited. */
export const field = (fields: Fields, name: string): Value | undefined => fields.get(name);

/** The fields of a value that is an object, else undefined. */
export const objectOf = (value: Value | undefined): Fields | undefined =>
  value?.type === 'object' ? value.fields : undefined;

/** Missing, null and `""`: what leaves a drawer field out. */
export const isBlank = (value: Value | undefined): boolean =>
  value === undefined || value.type === 'null' || (value.type === 'string' && value.value === '');

const isMissing = (value: Value | undefined): value is undefined | { type: 'null' } =>
  value === undefined || value.type === 'null';

/** An `_id`, or a reference to one, as comparable text. */
export function idText(value: Value): string {
  switch (value.type) {
    case 'string':
    case 'objectId':
      return value.value;
    case 'int32':
    case 'int64':
      return String(value.value);
    default:
      return extendedJson(value, false);
  }
}

/** The canonical client id, or the code why there is none. */
export function readClient(value: Value | undefined): { client: string } | { fault: string } {
  if (isMissing(value)) return { fault: 'client.missing' };
  if (value.type === 'string') {
    const client = value.value.replace(blankAround, '');
    return client === '' ? { fault: 'client.invalid' } : { client };
  }
  if (value.type === 'double') {
    if (!Number.isSafeInteger(value.value)) return { fault: 'client.invalid' };
    return { client: String(value.value === 0 ? 0 : value.value) };
  }
  if (value.type === 'int32' || value.type === 'int64') return { client: String(value.value) };
  return value.type === 'objectId' ? { client: value.value } : { fault: 'client.invalid' };
}

/** Milliseconds since 1970 of a date, whether it was a text, or the code why there is none. */
export function readDate(value: Value | undefined): { date: bigint; fromText: boolean } | { fault: string } {
  if (isMissing(value)) return { fault: 'date.missing' };
  if (value.type === 'date') return { date: value.value, fromText: false };
  if (value.type !== 'string') return { fault: 'date.invalid' };
  const zoned = /^(.{19})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:?[0-9]{2})$/s.exec(value.value);
  if (zoned !== null) {
    const [, seconds = '', fraction = '', zone = ''] = zoned;
    const instant = secondsOf(seconds, 'T');
    const offset = zone === 'Z' ? 0 : offsetMinutes(zone);
    if (instant === undefined || offset === undefined) return { fault: 'date.invalid' };
    const millis = BigInt(`${fraction}000`.slice(0, 3));
    return { date: BigInt(instant) * 1000n + millis - BigInt(offset) * 60_000n, fromText: true };
  }
  const naive = /^(.{16})(?:(:..)(?:\.[0-9]+)?)?$/s.exec(value.value);
  if (naive === null) return { fault: 'date.invalid' };
  const text = `${naive[1]}${naive[2] ?? ':00'}`;
  const possible = secondsOf(text, 'T') !== undefined || secondsOf(text, ' ') !== undefined;
  return { fault: possible ? 'date.no_zone' : 'date.invalid' };
}

/** Seconds since 1970 of `YYYY-MM-DD<separator>HH:MM:SS` as UTC, or undefined if there is no such instant. */
function secondsOf(text: string, separator: string): number | undefined {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(.)([0-9]{2}):([0-9]{2}):([0-9]{2})$/s.exec(text);
  if (match === null || match[4] !== separator) return undefined;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 5, 6, 7].map((group) => Number(match[group]));
  const date = new Date(0);
  date.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day);
  date.setUTCHours(hour ?? 0, minute, second);
  return date.toISOString().slice(0, 19) === text.replace(separator, 'T') ? date.getTime() / 1000 : undefined;
}

function offsetMinutes(zone: string): number | undefined {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** The number that a measure holds, or undefined if it holds none that a double can take unchanged. */
export function readMeasure(value: Value): number | undefined {
  if (value.type === 'int32') return value.value;
  if (value.type === 'double') return Number.isFinite(value.value) ? value.value : undefined;
  if (value.type === 'int64') {
    const limit = 2n ** 53n;
    return value.value >= -limit && value.value <= limit ? Number(value.value) : undefined;
  }
  if (value.type !== 'string') return undefined;
  const match = /^([+-]?[0-9]+(?:[.,][0-9]+)?)(?: ?(?:kg|cm|%))?$/.exec(value.value.replace(blankAround, ''));
  const parsed = Number(match?.[1]?.replace(',', '.') ?? Number.NaN);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** The whole number within int32 that a value holds; undefined if it holds none. */
export function readInt32(value: Value | undefined): number | undefined {
  if (value?.type !== 'int32' && value?.type !== 'int64' && value?.type !== 'double') return undefined;
  const number = Number(value.value);
  return number === (number | 0) ? number | 0 : undefined;
}
