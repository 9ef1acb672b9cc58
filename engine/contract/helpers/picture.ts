/** Reads texts of one form as a local date and time, in milliseconds as if it were UTC. */
export interface Picture {
  /** Undefined when the text has another form or stands for no date. */
  read(text: string): number | undefined;
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond';

const marks: Readonly<Record<string, readonly [Part, string]>> = {
  YYYY: ['year', '([0-9]{4})'],
  MM: ['month', '([0-9]{2})'],
  M: ['month', '([0-9]{1,2})'],
  DD: ['day', '([0-9]{2})'],
  D: ['day', '([0-9]{1,2})'],
  HH: ['hour', '([0-9]{2})'],
  H: ['hour', '([0-9]{1,2})'],
  mm: ['minute', '([0-9]{2})'],
  ss: ['second', '([0-9]{2})'],
  SSS: ['millisecond', '([0-9]{3})'],
};

const mark = /YYYY|MM?|DD?|HH?|mm|ss|SSS|[\s\S]/g;

/** Undefined for a picture without year, month and day, or with a part twice or a letter that is no mark. */
export function parsePicture(picture: string): Picture | undefined {
  const parts: Part[] = [];
  let pattern = '';
  for (const [piece] of picture.matchAll(mark)) {
    const known = Object.hasOwn(marks, piece) ? marks[piece] : undefined;
    if (known) {
      if (parts.includes(known[0])) return undefined;
      parts.push(known[0]);
      pattern += known[1];
    } else if (/[A-SU-Za-z]/.test(piece)) return undefined;
    else pattern += piece.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  }
  if (!parts.includes('year') || !parts.includes('month') || !parts.includes('day')) return undefined;
  const form = new RegExp(`^${pattern}$`);
  return {
    read(text) {
      const match = form.exec(text);
      if (match === null) return undefined;
      const value = (part: Part): number => {
        const index = parts.indexOf(part);
        return index < 0 ? 0 : Number(match[index + 1]);
      };
      return utcOf(
        [value('year'), value('month'), value('day')],
        [value('hour'), value('minute'), value('second')],
        value('millisecond'),
      );
    },
  };
}

type Three = readonly [number, number, number];

/** Milliseconds of a date and time as UTC; undefined when there is no such one. */
function utcOf(
  [year, month, day]: Three,
  [hour, minute, second]: Three,
  millisecond: number,
): number | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return undefined;
  return date.setUTCHours(hour, minute, second, millisecond);
}
