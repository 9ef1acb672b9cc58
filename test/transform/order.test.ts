import { Double, Long } from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareValues } from '../../engine/transform/index.ts';

const numbers = fc.oneof(
  fc.constantFrom(new Double(Number.NaN), new Double(-0), new Double(Number.POSITIVE_INFINITY)),
  fc.constantFrom(0, 1, -1, 2 ** 31 - 1).map((value) => value),
  fc.bigInt({ min: 2n ** 53n - 2n, max: 2n ** 53n + 4n }).map((value) => Long.fromBigInt(value)),
  fc.constantFrom('', 'a', '\u{1f600}', '\uffff', null, true, new Date(0)),
);

test('the order of values is total: any order of arrival is sorted alike', () => {
  fc.assert(
    fc.property(fc.array(numbers, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (values, keys) => {
      const shuffled = values
        .map((value) => ({ value, key: keys.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ value }) => value);
      const sorted = [...values].sort(compareValues);
      [...shuffled].sort(compareValues).forEach((value, at) => {
        expect(compareValues(value, sorted[at])).toBe(0);
      });
      for (let at = 1; at < sorted.length; at++) {
        for (let before = 0; before < at; before++) {
          expect(compareValues(sorted[before], sorted[at])).toBeLessThanOrEqual(0);
        }
      }
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('whole numbers beyond 2^53 keep their order', () => {
  const big = Long.fromBigInt(2n ** 53n);
  expect(compareValues(big, big.add(1))).toBe(-1);
  expect(compareValues(new Double(Number.NaN), -5)).toBe(-1);
});
