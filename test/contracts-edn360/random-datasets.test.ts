import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutoff, datasets } from '../reference/arbitraries.ts';
import { loadPlan } from './by-engine.ts';
import { compareWithReference } from './compare-with-reference.ts';

const plan = await loadPlan();

test('random datasets get the answers of the reference', () => {
  const seen = { drawers: 0 };
  fc.assert(
    fc.property(datasets(), ({ documents }) => {
      seen.drawers += compareWithReference(plan, documents, cutoff);
    }),
    { numRuns: 100 },
  );
  expect(seen.drawers).toBeGreaterThan(100);
});
