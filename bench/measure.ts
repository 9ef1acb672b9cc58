/** One of the ways of doing the same work that are compared. */
export interface Variant {
  readonly name: string;
  /** Does the work once, for all items. */
  run(): unknown;
}

/** What one variant took for one item. */
export interface Timing {
  readonly name: string;
  /** Median over the rounds, processor time of the whole process (garbage collection included), microseconds. */
  readonly cpu: number;
  /** Median over the rounds, by the clock, microseconds. */
  readonly wall: number;
  /** Median of the processor times against the first variant's of the same round: how many times faster. */
  readonly speedup: number;
}

export interface Rounds {
  readonly items: number;
  readonly rounds: number;
  readonly warmup: number;
}

interface Sample {
  readonly cpu: number;
  readonly wall: number;
}

/** Shortest time of one sample, milliseconds: shorter ones would measure the compiler and the collector instead. */
const SAMPLE_MS = 150;

/**
 * Runs the variants in turn, round after round, so that all of them meet the same weather; the rounds of the
 * warm-up are not counted, but tell how often a variant repeats its work in one sample. What a
 * variant leaves behind for the garbage collector within a sample counts as its own; no collection is forced,
 * because that also throws compiled code away.
 */
export async function measure(variants: readonly Variant[], rounds: Rounds): Promise<readonly Timing[]> {
  const samples = variants.map((): Sample[] => []);
  const repeats = variants.map(() => 1);
  for (let round = 0; round < rounds.warmup + rounds.rounds; round++) {
    for (const [at, variant] of variants.entries()) {
      const times = round < rounds.warmup ? 1 : (repeats[at] ?? 1);
      const sample = await sampleOf(variant, times);
      if (round >= rounds.warmup) samples[at]?.push(sample);
      else repeats[at] = Math.max(1, Math.ceil((SAMPLE_MS * 1000) / sample.wall));
    }
  }
  const first = samples[0] ?? [];
  return variants.map(({ name }, at): Timing => {
    const own = samples[at] ?? [];
    return {
      name,
      cpu: median(own.map(({ cpu }) => cpu)) / rounds.items,
      wall: median(own.map(({ wall }) => wall)) / rounds.items,
      speedup: median(own.map(({ cpu }, round) => (first[round]?.cpu ?? Number.NaN) / cpu)),
    };
  });
}

/** Processor and clock time of one pass, over `times` passes. */
async function sampleOf(variant: Variant, times: number): Promise<Sample> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let pass = 0; pass < times; pass++) await variant.run();
  const wall = (performance.now() - started) * 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / times, wall: wall / times };
}

/** The value in the middle; of an even number of values the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
