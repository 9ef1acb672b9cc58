import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../engine/authoring/profile/hash.ts';
import { KeySample } from '../../../engine/authoring/profile/key-sample.ts';

function sampled(keys: readonly string[], limit: number): KeySample<{ count: number }> {
  const sample = new KeySample(limit, () => ({ count: 0 }));
  for (const key of keys) {
    const facts = sample.at(key, hashOf(key));
    if (facts !== undefined) facts.count += 1;
  }
  return sample;
}

const keys = fc.oneof(
  fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 }),
  // Many different ones that come again and again: samples are cut several times.
  fc.array(
    fc.nat(120).map((n) => `key ${n}`),
    { minLength: 200, maxLength: 400 },
  ),
);

describe('a sample of keys', () => {
  it('is exact up to its limit', () => {
    fc.assert(
      fc.property(keys, (all) => {
        const different = new Set(all);
        const sample = sampled(all, Math.max(different.size, 1));
        expect(sample.distinct()).toEqual({ count: different.size, exact: true });
        for (const key of different)
          expect(sample.get(key)?.count).toBe(all.filter((one) => one === key).length);
      }),
    );
  });

  it('keeps the same keys with the same counts in whatever order they come, those with the smallest hashes', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 30 }), fc.infiniteStream(fc.nat()), (all, limit, dice) => {
        const shuffled = [...all]
          .map((key) => ({ key, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ key }) => key);
        const [one, other] = [sampled(all, limit), sampled(shuffled, limit)];
        expect(other.entries()).toEqual(one.entries());
        expect(other.distinct()).toEqual(one.distinct());
        expect(other.bound).toBe(one.bound);
        const smallest = [...new Set(all)].sort((a, b) => hashOf(a) - hashOf(b)).slice(0, limit);
        expect(
          one
            .entries()
            .map(({ key }) => key)
            .sort(),
        ).toEqual(smallest.sort());
        for (const { key, facts } of one.entries())
          expect(facts.count).toBe(all.filter((every) => every === key).length);
      }),
    );
  });

  it.each([1_000, 20_000, 100_000])('tells %i different keys within four standard errors', (count) => {
    const limit = 500;
    const sample = sampled(
      Array.from({ length: count }, (_, n) => `key ${n * 7919}`),
      limit,
    );
    const { count: told, exact } = sample.distinct();
    expect(exact).toBe(false);
    expect(Math.abs(told - count) / count).toBeLessThan(4 / Math.sqrt(limit - 2));
    expect(sample.entries()).toHaveLength(limit);
  });

  it('hashes evenly: each bit is set in half of the hashes, also of texts that differ in one character', () => {
    const bits = new Array(53).fill(0) as number[];
    const total = 4000;
    for (let n = 0; n < total; n++) {
      let hash = hashOf(String(1_700_000_000_000_000 + n));
      for (let bit = 0; bit < 53; bit++) {
        bits[bit]! += hash % 2;
        hash = Math.floor(hash / 2);
      }
    }
    for (const count of bits) expect(Math.abs(count - total / 2)).toBeLessThan(5 * Math.sqrt(total / 4));
  });
});
