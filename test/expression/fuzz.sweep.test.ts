import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

const SEEDS = 10;
const EXPRESSIONS = 50_000;

describe('random expressions, compared with the library for an hour', () => {
  it.each(Array.from({ length: SEEDS }, (_, index) => 20_261_124 + index))('seed %i', async (seed) => {
    const report = await fuzz(seed, EXPRESSIONS);
    expect(report.failures.slice(0, 5), `seed ${report.seed}`).toEqual([]);
    expect(report.values).toBeGreaterThan(EXPRESSIONS / 10);
  });
});
