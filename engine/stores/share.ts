import type { LeaseClaim } from './port.ts';

/** A share of something that is split by a hash, as `hash mod count`: share `index` of `count`, counted from 1. */
export interface Share {
  readonly index: number;
  readonly count: number;
}

/**
 * True unless the two shares have provably nothing in common. A number that is `a.index` modulo `a.count` and `b.index`
 * modulo `b.count` exists just when the two agree modulo the greatest common divisor (Chinese remainder theorem); the
 * whole, which is share 1 of 1 or none, overlaps with everything.
 */
export function sharesOverlap(a: Share | undefined, b: Share | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  return (a.index - b.index) % greatestCommonDivisor(a.count, b.count) === 0;
}

/** A claim as stores keep it: `id` is its name with its share, which tells it apart from others of the same name. */
export interface Claimed {
  readonly id: string;
  readonly name: string;
  readonly share: Share | undefined;
}

/** A claim, taken apart. */
export function claimed(claim: string | LeaseClaim): Claimed {
  const { name, share } = typeof claim === 'string' ? { name: claim, share: undefined } : claim;
  return { id: share === undefined ? name : `${name} ${share.index}/${share.count}`, name, share };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
