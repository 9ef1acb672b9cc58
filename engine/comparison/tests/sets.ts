import { type Plain, stableText } from '../../contract/index.ts';
import type { Edit } from '../pairing/index.ts';
import { meanings } from './meanings.ts';

/** A decision that was no and is yes. */
export function isTurnedOn(edit: Edit): boolean {
  return meanings(edit).now === true;
}

/** A list that has all it had, and more. */
export function isWider(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return includes(now, old);
}

/** A list that has nothing new, and less. */
export function isNarrower(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return includes(old, now);
}

function includes(whole: Plain | undefined, part: Plain | undefined): boolean {
  if (!Array.isArray(whole) || !Array.isArray(part)) return false;
  const known = new Set(whole.map(stableText));
  return part.every((value) => known.has(stableText(value)));
}
