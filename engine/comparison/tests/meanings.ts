import type { Plain } from '../../contract/index.ts';
import type { Edit } from '../pairing/index.ts';

/** What the part meant before and means now; undefined where it is not there. */
export function meanings({ before, after }: Edit): {
  readonly old: Plain | undefined;
  readonly now: Plain | undefined;
} {
  return { old: before[0]?.meaning, now: after[0]?.meaning };
}

/** One entry of a meaning that is an object. */
export function entry(meaning: Plain | undefined, name: string): Plain | undefined {
  if (typeof meaning !== 'object' || meaning === null || Array.isArray(meaning)) return undefined;
  const values = meaning as { readonly [key: string]: Plain };
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
