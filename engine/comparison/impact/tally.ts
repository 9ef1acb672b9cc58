/** How many clients a place of the drawer is as it was for, and how many not. */
export interface ClientCounts {
  equal: number;
  changed: number;
  /** Those who had no value and have one. */
  gained: number;
  /** Those who had a value and have none. */
  lost: number;
}

/** A pair of values of one client, told without what they say. */
export interface Sample {
  /** The client, hashed. */
  readonly client: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Samples kept of each path. */
const mostSamples = 3;

/** Counts of clients by name, with a few samples of what differs. */
export class Tallies {
  readonly #counts = new Map<string, ClientCounts & { readonly samples: Sample[] }>();

  /** One client's value under a name, before and after; undefined where there is none. */
  compare(name: string, before: string | undefined, after: string | undefined, sample: () => Sample): void {
    const counts = this.#of(name);
    if (before === after) {
      counts.equal += 1;
      return;
    }
    if (before === undefined) counts.gained += 1;
    else if (after === undefined) counts.lost += 1;
    else counts.changed += 1;
    if (counts.samples.length < mostSamples) counts.samples.push(sample());
  }

  /** By name, in order; those that are equal for all included. */
  all(): readonly (ClientCounts & { readonly name: string; readonly samples: readonly Sample[] })[] {
    return [...this.#counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, counts]) => ({ name, ...counts }));
  }

  #of(name: string): ClientCounts & { readonly samples: Sample[] } {
    const known = this.#counts.get(name);
    if (known !== undefined) return known;
    const fresh = { equal: 0, changed: 0, gained: 0, lost: 0, samples: [] };
    this.#counts.set(name, fresh);
    return fresh;
  }
}

/** Counts of pairs of names. */
export class Crossings {
  readonly #counts = new Map<string, number>();

  add(...names: readonly string[]): void {
    const key = JSON.stringify(names);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  all(): readonly { readonly names: readonly string[]; readonly count: number }[] {
    return [...this.#counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, count]) => ({ names: JSON.parse(key) as readonly string[], count }));
  }
}
