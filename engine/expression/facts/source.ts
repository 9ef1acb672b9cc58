import type { Read } from './facts.ts';

/** Where a value may come from: a place of the input, or of a variable bound from outside. */
export interface Source {
  readonly variable: string | undefined;
  readonly path: readonly string[];
  readonly position: number;
}

/** All the places a value may come from; none when it is computed, or already counted as read. */
export type Sources = readonly Source[];

export const NOWHERE: Sources = [];

/** More places than this for one value are not told apart. */
const MOST = 64;

/** The same field of every place. */
export function fieldOf(sources: Sources, name: string, position: number): Sources {
  return sources.map((source) => ({ variable: source.variable, path: [...source.path, name], position }));
}

/** The places of both, each once. */
export function both(...all: readonly Sources[]): Sources {
  const places = new Map<string, Source>();
  for (const sources of all)
    for (const source of sources) if (!places.has(keyOf(source))) places.set(keyOf(source), source);
  return [...places.values()];
}

/** A place as text. */
export function keyOf(place: {
  readonly variable?: string | undefined;
  readonly path: readonly string[];
}): string {
  return JSON.stringify([place.variable ?? null, ...place.path]);
}

/** Collects what is read, each place once; a whole read wins. */
export class ReadLog {
  readonly #reads = new Map<string, Read>();

  /** Counts these places as read. */
  add(sources: Sources, whole: boolean): void {
    for (const source of sources.length > MOST ? sources.map(toRoot) : sources) {
      const key = keyOf(source);
      const known = this.#reads.get(key);
      if (known !== undefined && (known.whole || !whole)) continue;
      this.#reads.set(key, {
        ...(source.variable !== undefined && { variable: source.variable }),
        path: source.path,
        whole,
        position: known?.position ?? source.position,
      });
    }
  }

  /** Counts everything as read, where it cannot be told. */
  addAll(position: number): void {
    this.add([{ variable: undefined, path: [], position }], true);
  }

  all(): Read[] {
    return [...this.#reads.values()];
  }
}

function toRoot(source: Source): Source {
  return { ...source, path: [] };
}
