import { raise } from '../error.ts';
import { noteOverflow } from '../meter.ts';
import { isAmbiguous } from './ambiguity.ts';
import { builtin, builtinOf } from './define.ts';
import { library } from './library.ts';
import { checkPicture, runLibrary } from './pictures.ts';

const ISO = /^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/;
const WITH_ZONE = /(?:Z|[+-]\d\d:?\d\d)$/;

/** Milliseconds since 1970 of an ISO text; without a zone it is UTC, whatever the machine's zone is (T60). */
function toMillis(text: string): number {
  if (!ISO.test(text)) raise('D3110', text);
  const zoned = WITH_ZONE.test(text) || !text.includes('T') ? text : `${text}Z`;
  const millis = Date.parse(zoned);
  if (Number.isNaN(millis)) noteOverflow();
  return millis;
}

function fromMillis(millis: number, picture: unknown, zone: unknown): unknown {
  if (
    picture === undefined &&
    zone === undefined &&
    millis >= -30_609_792e6 &&
    millis <= 253_402_300_799_999
  ) {
    return new Date(millis).toISOString();
  }
  checkPicture(picture);
  checkPicture(zone);
  return runLibrary(library.fromMillis, [millis, picture, zone]);
}

/** Longest text read by a date picture. */
const MOST_DATED = 128;

/** `$now`, `$millis`, `$fromMillis`, `$toMillis`. The clock is the evaluation's own and stands still. */
export const dates = [
  builtin('now', '<s?s?:s>', 'picture timezone', ([picture, zone], call) =>
    fromMillis(call.run.now.getTime(), picture, zone),
  ),
  builtin('millis', '<:n>', '', (_, call) => call.run.now.getTime()),
  builtinOf<string>('toMillis', '<s-s?:n>', 'timestamp picture', (text, [picture], call) => {
    if (picture === undefined) return toMillis(text);
    checkPicture(picture);
    if (text.length > MOST_DATED) raise('U1003', MOST_DATED);
    if (isAmbiguous(String(picture))) raise('U1006');
    return runLibrary(library.toMillis, [text, picture], { timestamp: call.run.now });
  }),
  builtinOf<number>('fromMillis', '<n-s?s?:s>', 'millis picture timezone', (millis, [picture, zone]) =>
    fromMillis(millis, picture, zone),
  ),
];
