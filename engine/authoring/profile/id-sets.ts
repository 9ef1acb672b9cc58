import type { Distinct, KeySample } from './key-sample.ts';

/** The ids of one path, or a sample of them: every id with a hash below `bound` is there. */
export interface IdSet {
  readonly collection: string;
  readonly path: string;
  /** Documents of the collection, and those that have the path. */
  readonly documents: number;
  readonly ids: ReadonlyMap<string, number>;
  readonly bound: number;
  readonly distinct: Distinct;
}

/** The ids of a sample, each once, with their hashes. */
export function idSet<T>(
  place: { readonly collection: string; readonly path: string; readonly documents: number },
  sample: KeySample<T>,
  idOf: (kept: { readonly key: string; readonly facts: T }) => string,
): IdSet {
  const ids = new Map<string, number>();
  for (const kept of sample.entries()) {
    const id = idOf(kept);
    if (id !== '') ids.set(id, kept.hash);
  }
  const { exact } = sample;
  const distinct = exact ? { count: ids.size, exact } : sample.distinct();
  return { ...place, ids, bound: sample.bound, distinct };
}

/** How many of one set's ids are in another, among those that can be looked up there. */
export interface Overlap {
  readonly compared: number;
  readonly found: number;
}

/** Sets by the ids in them, so that one id is looked up in all of them at once. */
export class IdIndex {
  readonly sets: readonly IdSet[];
  readonly #places = new Map<string, number[]>();

  constructor(sets: readonly IdSet[]) {
    this.sets = sets;
    for (const [at, { ids }] of sets.entries()) {
      for (const id of ids.keys()) {
        const places = this.#places.get(id);
        if (places === undefined) this.#places.set(id, [at]);
        else places.push(at);
      }
    }
  }

  /** Places of the sets that have this id. */
  having(id: string): readonly number[] {
    return this.#places.get(id) ?? [];
  }

  /** The overlap of `set` with each set of the index. */
  overlaps(set: IdSet): readonly Overlap[] {
    const found = this.sets.map(() => 0);
    for (const id of set.ids.keys()) for (const at of this.having(id)) found[at]! += 1;
    return this.sets.map(({ bound }, at) => ({ compared: below(set, bound), found: found[at]! }));
  }
}

function below({ ids }: IdSet, bound: number): number {
  if (bound === Number.POSITIVE_INFINITY) return ids.size;
  let count = 0;
  for (const hash of ids.values()) if (hash < bound) count += 1;
  return count;
}
