import { compareText } from './text.ts';

/** Keys as they came, and their places in the order of the keys, of repeated keys the last alone. */
interface Known {
  readonly keys: readonly string[];
  readonly places: readonly number[];
}

/** Most keys of a document, and characters of them, that are remembered. */
const MEMO_KEYS = 64;
const MEMO_CHARACTERS = 2048;
const MEMO_SLOTS = 1024;
const none: Known = { keys: [], places: [] };
const memo: Known[] = new Array(MEMO_SLOTS).fill(none);
const first: readonly number[] = Object.freeze([0]);

/**
 * The places of the keys of a document in the order of their code points, of repeated keys the last alone. Remembered,
 * as documents of one kind have the same keys in the same order; `keys` must not be changed afterwards.
 */
export function sortedPlaces(keys: readonly string[]): readonly number[] {
  const { length } = keys;
  if (length === 1) return first;
  if (length > MEMO_KEYS) return sorted(keys);
  let characters = 0;
  let hash = length;
  for (let i = 0; i < length; i++) {
    const key = keys[i] as string;
    characters += key.length;
    hash = (Math.imul(hash, 31) + key.length * 128 + key.charCodeAt(0)) | 0;
  }
  if (characters > MEMO_CHARACTERS) return sorted(keys);
  const slot = (hash ^ (hash >>> 15)) & (MEMO_SLOTS - 1);
  const known = memo[slot] as Known;
  if (areSame(known.keys, keys)) return known.places;
  const places = sorted(keys);
  memo[slot] = { keys, places };
  return places;
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function sorted(keys: readonly string[]): readonly number[] {
  const last = new Map(keys.map((key, at) => [key, at]));
  return [...last].sort(([a], [b]) => compareText(a, b)).map(([, at]) => at);
}
