import { ExpressionError, type HelperDefinition } from '../../expression/index.ts';
import { type Picture, parsePicture } from './picture.ts';
import { parseZone, type Zone } from './zone.ts';

/** `$dateOf(text, picture, zone)`: a date whose form and zone are said, never guessed (T60). */
export const dateOf: HelperDefinition = {
  name: 'dateOf',
  signature: '<j?ss:x>',
  doc:
    'A date from text by an explicit picture and zone. The picture has `YYYY`, `MM`, `DD`, `HH`, `mm`, `ss` and `SSS` ' +
    '(`M`, `D`, `H` take one digit or two) and anything else as it stands; the zone is `UTC`, an offset such as ' +
    '`+01:00`, or a name such as `Europe/Madrid`. The whole text must fit. Absent for an impossible date, also for a ' +
    'local time that a change of the clock leaves out; of two equal local times the first. What is no text is absent.',
  examples: [
    {
      expression: '$string($dateOf("2024-05-01 10:30:00", "YYYY-MM-DD HH:mm:ss", "UTC"))',
      gives: '2024-05-01T10:30:00.000Z',
    },
    {
      expression: '$string($dateOf("1/5/2024", "D/M/YYYY", "Europe/Madrid"))',
      gives: '2024-04-30T22:00:00.000Z',
    },
    {
      expression: '$string($dateOf("01.02.2024 00:00", "DD.MM.YYYY HH:mm", "+01:00"))',
      gives: '2024-01-31T23:00:00.000Z',
    },
    {
      expression: '$string($dateOf("2024-10-27 02:30", "YYYY-MM-DD HH:mm", "Europe/Madrid"))',
      gives: '2024-10-27T00:30:00.000Z',
    },
    { expression: '$dateOf("2024-03-31 02:30", "YYYY-MM-DD HH:mm", "Europe/Madrid")', gives: undefined },
    { expression: '$dateOf("2025-02-31", "YYYY-MM-DD", "UTC")', gives: undefined },
    { expression: '$dateOf("2025-02-01 ", "YYYY-MM-DD", "UTC")', gives: undefined },
    { expression: '$dateOf(missing, "YYYY-MM-DD", "UTC")', gives: undefined },
    { expression: '$dateOf(20250201, "YYYYMMDD", "UTC")', gives: undefined },
  ],
  run([text, picture, zone]) {
    const form = known(pictures, String(picture), parsePicture);
    const place = known(zones, String(zone), parseZone);
    if (form === undefined)
      throw new ExpressionError('D3136', { value: picture, message: 'no picture of a date' });
    if (place === undefined) throw new ExpressionError('D3136', { value: zone, message: 'no time zone' });
    if (typeof text !== 'string') return undefined;
    const local = form.read(text);
    const instant = local === undefined ? undefined : place.instantOf(local);
    return instant === undefined ? undefined : new Date(instant);
  },
};

const pictures = new Map<string, Picture | undefined>();
const zones = new Map<string, Zone | undefined>();
const mostKnown = 100;

/** Parses once; a contract has few pictures and zones, but data could make any number of them. */
function known<Parsed>(cache: Map<string, Parsed>, text: string, parse: (text: string) => Parsed): Parsed {
  if (cache.has(text)) return cache.get(text) as Parsed;
  const parsed = parse(text);
  if (cache.size < mostKnown) cache.set(text, parsed);
  return parsed;
}
