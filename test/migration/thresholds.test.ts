import { describe, expect, test } from 'vitest';
import { keepsWithin, percentText, reaches } from '../../engine/migration/index.ts';
import { day, fates, libraryPlan, withBench } from './library.ts';

describe('thresholds are compared in whole numbers', () => {
  test.each([
    [899, 90, false, '89.90'],
    [900, 90, true, '90.00'],
    [949, 95, false, '94.90'],
    [950, 95, true, '95.00'],
    [999, 100, false, '99.90'],
    [1000, 100, true, '100.00'],
  ])('%i of 1000 against %i', (landed, threshold, met, percent) => {
    expect(reaches({ landed, of: 1000 }, threshold)).toBe(met);
    expect(percentText({ landed, of: 1000 })).toBe(percent);
  });

  test('a threshold not to be passed may be reached', () => {
    expect(keepsWithin({ landed: 5, of: 100 }, 5)).toBe(true);
    expect(keepsWithin({ landed: 51, of: 1000 }, 5)).toBe(false);
    expect(keepsWithin({ landed: 0, of: 0 }, 5)).toBeUndefined();
    expect(reaches({ landed: 0, of: 0 }, 5)).toBeUndefined();
  });
});

const card = (number: number, more: object = {}) => ({
  _id: `c${number}`,
  member: `${number}`,
  issued_at: day(5),
  name: 'N',
  email: 'e',
  ...more,
});

describe('the verdict', () => {
  test('of a dump with nothing in it, or with unknown collections only, is inconclusive', async () => {
    for (const world of [{}, { other: [{ _id: 1 }] }, { cards: [] }]) {
      await withBench(async (bench) => {
        const { result } = await bench.stage(libraryPlan(), world);
        expect(result.verdict).toBe('inconclusive');
        expect(new Set(result.causes.map(({ code }) => code))).toEqual(new Set(['criterion.not_applicable']));
      });
    }
  });

  test('is met by 19 of 20 and not by 18 of 19, and names a source that fails as a whole first', async () => {
    await withBench(async (bench) => {
      const good = Array.from({ length: 19 }, (_, at) => card(at));
      const loans = [{ _id: 'l', card: { member: '1' }, lent_at: day(6), pages: 1 }];
      const staged = await bench.stage(libraryPlan(), {
        cards: [...good, card(99, { state: 'void' })],
        loans,
      });
      expect(fates(staged)['cards/c99']).toBe('quarantined card.void');
      expect(staged.result).toMatchObject({ verdict: 'accepted', causes: [] });
      expect(staged.result.entities[0]?.match).toEqual({ landed: 19, of: 20, percent: '95.00' });
      const sum = staged.result.timing.reduce((total, { seconds }) => total + Math.round(seconds * 1000), 0);
      expect(sum).toBe(Math.round(staged.result.total_seconds * 1000));
    });
    await withBench(async (bench) => {
      const cards = [...Array.from({ length: 18 }, (_, at) => card(at)), card(99, { state: 'void' })];
      const loans = Array.from({ length: 9 }, (_, at) => ({ _id: at, card: { member: '1' }, lent_at: null }));
      const { result } = await bench.stage(libraryPlan(), { cards, loans });
      expect(result.verdict).toBe('rejected');
      expect(result.causes[0]).toMatchObject({ code: 'source.systematic' });
      expect(result.causes[0]?.message).toMatch(/^loans: 9\/9 date\.missing \(contract\.yaml:\d+:\d+\)$/);
      expect(result.criteria[0]).toMatchObject({ value: '94.73', state: 'not_met' });
    });
  });
});

test('many mismatches are all counted as critical', { timeout: 120_000 }, async () => {
  await withBench(async (bench) => {
    const plan = libraryPlan();
    const fines = Array.from({ length: 1200 }, (_, at) => ({
      _id: `f${at}`,
      member: '1',
      raised_at: day(7),
      amount: at,
    }));
    const world = { cards: [card(1)], fines };
    const first = await bench.stage(plan, world);
    expect(first.result.critical_errors).toBe(0);
    const drawer = await bench.drawer(plan, 'member_1');
    const { encode } = await import('../../engine/bson/index.ts');
    const document = encode({ ...drawer, fines: [] });
    await bench.target.write([{ kind: 'put', collection: plan.target.collection, id: 'member_1', document }]);
    const again = await bench.stage(plan, world);
    expect(again.result.entities[2]).toMatchObject({ quarantined: 1200, migrated: 0 });
    expect(again.result.critical_errors).toBeGreaterThanOrEqual(1200);
    expect(String((await bench.drawers(plan)).member_1)).toContain('"fines":[]');
  });
});
