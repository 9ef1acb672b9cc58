import { expect, test } from 'vitest';
import { fuzzContracts } from './fuzz.ts';

test.each([...Array(10).keys()])('a thousand mutated contracts: round %i', (round) => {
  const { broken } = fuzzContracts(10_000 + round * 1_000, 1_000);
  expect(broken).toBeGreaterThan(500);
});
