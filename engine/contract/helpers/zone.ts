/** A time zone: instants of its local times. */
export interface Zone {
  /** The instant of a local time given as if it were UTC; the first of two, undefined when there is none. */
  instantOf(local: number): number | undefined;
}

/** Undefined for a text that is no zone: `UTC`, `±HH:MM`, or a name of the time zone database. */
export function parseZone(text: string): Zone | undefined {
  if (text === 'UTC') return { instantOf: (local) => local };
  const offset = /^([+-])([0-9]{2}):([0-9]{2})$/.exec(text);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    if (Number(offset[2]) > 23 || Number(offset[3]) > 59) return undefined;
    const shift = (offset[1] === '-' ? -minutes : minutes) * 60_000;
    return { instantOf: (local) => local - shift };
  }
  return /^[A-Za-z]/.test(text) ? namedZone(text) : undefined;
}

const day = 86_400_000;

function namedZone(name: string): Zone | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    return undefined;
  }
  return {
    instantOf(local) {
      // No zone is more than a day from UTC, so the offsets in force around the instant are those of both sides.
      const offsets = [offsetAt(format, local - day), offsetAt(format, local + day)];
      const instants = offsets.map((offset) => local - offset);
      const fitting = instants.filter((instant) => instant + offsetAt(format, instant) === local);
      return fitting.length === 0 ? undefined : Math.min(...fitting);
    },
  };
}

/** Local time less UTC at an instant, in milliseconds. */
function offsetAt(format: Intl.DateTimeFormat, instant: number): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = value;
  const year = Number(parts.year);
  const date = new Date(0);
  date.setUTCFullYear(parts.era === 'BC' ? 1 - year : year, Number(parts.month) - 1, Number(parts.day));
  date.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
  return date.getTime() - Math.floor(instant / 1000) * 1000;
}
