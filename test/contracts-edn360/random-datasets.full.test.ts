import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutoff, datasets } from '../reference/arbitraries.ts';
import { loadPlan } from './by-engine.ts';
import { compareWithReference } from './compare-with-reference.ts';

const plan = await loadPlan();

test.each([1, 2, 3, 4])('thousands of random datasets get the answers of the reference, seed %i', (seed) => {
  const seen = { drawers: 0 };
  fc.assert(
    fc.property(datasets({ clients: 8 }), ({ documents }) => {
      seen.drawers += compareWithReference(plan, documents, cutoff);
    }),
    { numRuns: 2000, seed },
  );
  expect(seen.drawers).toBeGreaterThan(4000);
});
