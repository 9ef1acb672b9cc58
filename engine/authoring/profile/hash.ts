/** How many hashes there are: they are whole numbers from 0 to below this. */
export const HASHES = 2 ** 53;

/**
 * A hash of a text, 53 bits, the same everywhere and always. For samples and counts; nothing secret rests on it.
 */
export function hashOf(text: string): number {
  let low = 0x9e3779b1;
  let high = 0x85ebca77;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high + unit, 0x5bd1e995) ^ (high >>> 15);
  }
  low = stirred(low ^ text.length);
  high = stirred(high ^ low);
  return (high & 0x1fffff) * 2 ** 32 + (stirred(low + high) >>> 0);
}

/** Spreads every bit over all others. */
function stirred(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}
