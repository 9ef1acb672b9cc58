import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { cutoff, datasets } from '../reference/arbitraries.ts';
import { type Dataset, migrate } from '../reference/index.ts';
import { planOf } from '../rehearsal/staging.ts';
import { engineAnswer } from './engine.ts';

/** Random datasets a run; the seed is printed with a failure and can be set to see it again. */
const RUNS = 1000;
const SEED = Number(process.env.SEED ?? 20_250_201);

describe('the engine with contract edn360 1.0.0 agrees with the naive reference', () => {
  let plan: Plan;
  beforeAll(async () => {
    plan = await planOf('contracts/edn360/1.0.0');
  });

  test(`on ${RUNS} random datasets: dispositions, reasons, warnings, drawers`, { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(datasets(), ({ documents }) => {
        const expected = migrate(documents, cutoff);
        const got = engineAnswer(plan, documents, cutoff);
        expect(got.documents).toEqual(expected.key.documents);
        expect(got.drawers).toEqual(expected.drawers);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test('in any order of the documents (P2), and with records read twice (P9)', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(datasets({ clients: 3 }), fc.infiniteStream(fc.nat()), ({ documents }, numbers) => {
        const shuffled = Object.fromEntries(
          Object.entries(documents).map(([name, list]) => {
            const twice = list.flatMap((bytes) =>
              (numbers.next().value ?? 0) % 4 === 0 ? [bytes, bytes] : [bytes],
            );
            return [name, shuffle(twice, numbers)];
          }),
        ) as unknown as Dataset;
        expect(engineAnswer(plan, shuffled, cutoff)).toEqual(engineAnswer(plan, documents, cutoff));
      }),
      { numRuns: 300, seed: SEED },
    );
  });
});

function shuffle<T>(list: readonly T[], numbers: fc.Stream<number>): readonly T[] {
  const left = [...list];
  const result: T[] = [];
  while (left.length > 0) result.push(...left.splice((numbers.next().value ?? 0) % left.length, 1));
  return result;
}
