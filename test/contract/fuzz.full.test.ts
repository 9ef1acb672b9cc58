import { expect, test } from 'vitest';
import { fuzzContracts } from './fuzz.ts';

/** Rounds of the whole sweep; this suite takes a seeded sample of them. */
const PLANNED = 10;
const COVERED = 2;

test(`mutated contracts: rounds of a thousand, covered ${COVERED}/${PLANNED}`, () => {
  for (let round = 0; round < COVERED; round++) {
    const { broken } = fuzzContracts(10_000 + round * 1_000, 1_000);
    expect(broken).toBeGreaterThan(500);
  }
  console.log(`mutated contracts: covered ${COVERED}/${PLANNED} rounds of 1,000`);
});
