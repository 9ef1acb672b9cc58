import { describe, expect, it } from 'vitest';
import { listRetirements } from '../../engine/retirement/index.ts';
import { type Bench, counts, DAY, failing, later, withBench } from './bench.ts';

/** Every call that changes something, of the source or of the target, fails once: before it is done, or after. */
const places = ['before', 'after'].flatMap((when) =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8].map((left) => ({ left, when: when as 'before' | 'after' })),
);

/** Both stores of a bench, with one fate. Says whether the fate was met. */
function broken(bench: Bench, place: (typeof places)[number]) {
  const fate = { ...place };
  const stores = { source: failing(bench.source, fate), target: failing(bench.target, fate) };
  return { stores, met: () => fate.left < 0 };
}

async function meets(call: Promise<unknown>, met: () => boolean): Promise<boolean> {
  const failure = await call.then(
    () => undefined,
    (error: Error) => error.message,
  );
  expect(failure).toBe(met() ? 'interrupted' : undefined);
  return met();
}

let interruptions = 0;

describe.each(places)('interrupted $when change $left', (place) => {
  it('deprecate goes on the next day under the first suffix', () =>
    withBench(async (bench) => {
      const { stores, met } = broken(bench, place);
      if (await meets(bench.deprecate(stores), met)) interruptions++;
      const recorded = (await listRetirements(bench.target)).length > 0;
      const { retirement } = await bench.deprecate({ now: later(DAY) });
      const suffix = recorded ? '20260310' : '20260311';
      expect(retirement).toMatchObject({ suffix, state: 'renamed' });
      expect(await bench.held()).toEqual({
        [`cards_DEPRECATED_${suffix}`]: counts.cards,
        [`mostrador_DEPRECATED_${suffix}`]: counts.mostrador,
        [`fines_DEPRECATED_${suffix}`]: counts.fines,
        loans: counts.loans,
      });
      expect(retirement.collections.map(({ documents }) => documents)).toEqual([3, 2, 1]);
      expect((await listRetirements(bench.target)).length).toBe(1);
    }));

  it('deprecate can be taken back', () =>
    withBench(async (bench) => {
      const { stores, met } = broken(bench, place);
      await meets(bench.deprecate(stores), met);
      if ((await listRetirements(bench.target)).length > 0) await bench.undeprecate(later(DAY));
      expect(await bench.held()).toEqual(counts);
    }));

  it('undeprecate goes on, even when its time is over, and blocks deprecate until then', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      const { stores, met } = broken(bench, place);
      await meets(bench.undeprecate(later(29 * DAY), stores), met);
      const [begun] = await listRetirements(bench.target);
      if (begun?.state === 'returning') {
        interruptions++;
        await expect(bench.deprecate({ now: later(30 * DAY) })).rejects.toMatchObject({
          code: 'retirement.unfinished',
        });
      }
      const late = begun?.state === 'renamed' ? 29 : 40;
      await bench.undeprecate(later(late * DAY));
      expect(await bench.held()).toEqual(counts);
      expect((await listRetirements(bench.target)).map(({ state }) => state)).toEqual(['returned']);
    }));

  it('dropping goes on', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      const { stores, met } = broken(bench, place);
      await meets(bench.drop(later(30 * DAY), true, stores), met);
      const left = Object.keys(await bench.held()).filter((name) => name.includes('_DEPRECATED_'));
      const { moved } = await bench.drop(later(31 * DAY), true);
      expect(moved.map((name) => `${name}_DEPRECATED_20260310`).sort()).toEqual(left.sort());
      expect(await bench.held()).toEqual({ loans: counts.loans });
      expect((await listRetirements(bench.target)).map(({ state }) => state)).toEqual(['dropped']);
    }));
});

it('the places above do interrupt', () => {
  expect(interruptions).toBeGreaterThan(20);
});
