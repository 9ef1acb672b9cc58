/** A share of all cases, the same for the same seed: as many as asked for, from all over the list. */
export function sample<T>(
  all: readonly T[],
  size: number,
  seed = Number(process.env.SEED ?? 20_250_201),
): readonly T[] {
  const next = generator(seed);
  const share = all.length / size;
  if (share <= 1) return all;
  return Array.from({ length: size }, (_, at) => all[Math.floor((at + next()) * share)] as T);
}

/** Numbers from 0 to below 1 (Mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
