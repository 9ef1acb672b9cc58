import { compareText } from '../../bson/index.ts';
import { HASHES } from './hash.ts';

/** A key that a sample keeps, with what is known of it. */
export interface Kept<T> {
  readonly key: string;
  readonly hash: number;
  readonly facts: T;
}

/** How many different keys there were; not exact when a sample had to leave some out. */
export interface Distinct {
  readonly count: number;
  readonly exact: boolean;
}

/**
 * Different keys and something about each, in bounded memory: of more keys than the limit those with the smallest
 * hashes stay, a random sample of them (*bottom-k*; Cohen and Kaplan, 2007). A key that is kept was kept since it
 * first came, so what is known of it is exact, and the sample does not depend on the order in which keys come.
 * Up to the limit everything is exact; beyond, the number of different keys is estimated with a standard error of
 * 1/√(limit − 2).
 */
export class KeySample<T> {
  readonly #limit: number;
  readonly #create: () => T;
  readonly #kept = new Map<string, Kept<T>>();
  /** Keys from this hash on are left out. */
  #bound = Number.POSITIVE_INFINITY;

  constructor(limit: number, create: () => T) {
    this.#limit = limit;
    this.#create = create;
  }

  /** What is known of a key, to be changed in place; undefined for a key that is left out. */
  at(key: string, hash: number): T | undefined {
    const known = this.#kept.get(key);
    if (known !== undefined) return known.facts;
    if (hash >= this.#bound) return undefined;
    const facts = this.#create();
    this.#kept.set(key, { key, hash, facts });
    if (this.#kept.size >= this.#limit * 2 + 16) this.#prune();
    return this.#kept.has(key) ? facts : undefined;
  }

  /** True while no key was left out. */
  get exact(): boolean {
    this.#prune();
    return this.#bound === Number.POSITIVE_INFINITY;
  }

  /** Every key with a smaller hash that came is kept. */
  get bound(): number {
    this.#prune();
    return this.#bound;
  }

  /** The keys that are kept, by hash. */
  entries(): readonly Kept<T>[] {
    this.#prune();
    return [...this.#kept.values()].sort(byHash);
  }

  /** What is known of a key, if it is kept. */
  get(key: string): T | undefined {
    this.#prune();
    return this.#kept.get(key)?.facts;
  }

  distinct(): Distinct {
    this.#prune();
    if (this.#bound === Number.POSITIVE_INFINITY) return { count: this.#kept.size, exact: true };
    return { count: Math.round((this.#kept.size * HASHES) / this.#bound), exact: false };
  }

  /** Leaves out what is beyond the limit: from the first hash that is one too many on, and all that share it. */
  #prune(): void {
    if (this.#kept.size <= this.#limit) return;
    const sorted = [...this.#kept.values()].sort(byHash);
    this.#bound = sorted[this.#limit]!.hash;
    for (const { key, hash } of sorted) if (hash >= this.#bound) this.#kept.delete(key);
  }
}

function byHash<T>(a: Kept<T>, b: Kept<T>): number {
  return a.hash - b.hash || compareText(a.key, b.key);
}
