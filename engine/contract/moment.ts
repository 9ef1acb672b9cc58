/** Why a value is not a date: `date.missing`, `date.no_zone` or `date.invalid`. */
export type DateFault = 'date.missing' | 'date.no_zone' | 'date.invalid';

export type ReadDate = { readonly date: Date; readonly fromText: boolean } | { readonly fault: DateFault };

const zoned = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:(Z)|([+-])(\d{2}):?(\d{2}))$/;
const zoneless = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?$/;
const invalid: ReadDate = { fault: 'date.invalid' };

/**
 * Reads a document's date: a BSON date, or text `YYYY-MM-DDTHH:MM:SS[.f…](Z|±HH:MM|±HHMM)`, cut to milliseconds.
 * A possible date and time without a zone is told apart from what is no date at all (I03, T60).
 */
export function readDate(value: unknown): ReadDate {
  if (value === undefined || value === null) return { fault: 'date.missing' };
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? invalid : { date: value, fromText: false };
  if (typeof value !== 'string') return invalid;
  const withZone = zoned.exec(value);
  if (withZone !== null) {
    const local = instant(withZone);
    const offset = offsetMinutes(withZone);
    if (local === undefined || offset === undefined) return invalid;
    return { date: new Date(local - offset * 60_000), fromText: true };
  }
  const withoutZone = zoneless.exec(value);
  if (withoutZone !== null && instant(withoutZone) !== undefined) return { fault: 'date.no_zone' };
  return invalid;
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && 'date' in readDate(`${text}T00:00:00Z`);
}

function instant(parts: RegExpExecArray): number | undefined {
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((at) =>
    Number(parts[at] ?? '0'),
  ) as [number, number, number, number, number, number];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds(parts[7]));
  const same =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.getTime() : undefined;
}

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function offsetMinutes(parts: RegExpExecArray): number | undefined {
  if (parts[8] === 'Z') return 0;
  const hours = Number(parts[10]);
  const minutes = Number(parts[11]);
  if (hours > 23 || minutes > 59) return undefined;
  return (parts[9] === '-' ? -1 : 1) * (hours * 60 + minutes);
}
