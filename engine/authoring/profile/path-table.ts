import { compareText } from '../../bson/index.ts';
import { hashOf } from './hash.ts';
import { type Distinct, KeySample } from './key-sample.ts';
import type { ProfileLimits } from './limits.ts';
import { PathCensus } from './path-census.ts';

interface Ranked {
  readonly depth: number;
  readonly hash: number;
  readonly census: PathCensus;
}

/**
 * The paths of one collection, at most so many: of more the shallow ones stay, among those of one depth the ones with
 * the smallest hashes, whatever the order in which they come. Those left out are counted.
 */
export class PathTable {
  readonly #limits: ProfileLimits;
  readonly #paths = new Map<string, Ranked>();
  readonly #left = new KeySample<null>(1000, () => null);
  #bound: { readonly depth: number; readonly hash: number } | undefined;

  constructor(limits: ProfileLimits) {
    this.#limits = limits;
  }

  /** The census of a path; undefined for one that is left out. */
  at(path: string, depth: number): PathCensus | undefined {
    const known = this.#paths.get(path);
    if (known !== undefined) return known.census;
    const hash = hashOf(path);
    if (this.#bound !== undefined && !before({ depth, hash }, this.#bound)) {
      this.#left.at(path, hash);
      return undefined;
    }
    const census = new PathCensus(path, this.#limits.values);
    this.#paths.set(path, { depth, hash, census });
    if (this.#paths.size >= this.#limits.paths * 1.25 + 16) this.#prune();
    return this.#paths.has(path) ? census : undefined;
  }

  /** The paths that are kept, by name. */
  all(): readonly PathCensus[] {
    this.#prune();
    return [...this.#paths.values()].map(({ census }) => census).sort((a, b) => compareText(a.path, b.path));
  }

  /** How many paths were left out. */
  left(): Distinct {
    this.#prune();
    return this.#left.distinct();
  }

  #prune(): void {
    if (this.#paths.size <= this.#limits.paths) return;
    const sorted = [...this.#paths.entries()].sort(([, a], [, b]) => a.depth - b.depth || a.hash - b.hash);
    const bound = sorted[this.#limits.paths]![1];
    this.#bound = bound;
    for (const [path, ranked] of sorted) {
      if (before(ranked, bound)) continue;
      this.#paths.delete(path);
      this.#left.at(path, ranked.hash);
    }
  }
}

function before(
  a: { readonly depth: number; readonly hash: number },
  b: { readonly depth: number; readonly hash: number },
): boolean {
  return a.depth < b.depth || (a.depth === b.depth && a.hash < b.hash);
}
