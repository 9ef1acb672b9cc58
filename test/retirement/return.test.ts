import { describe, expect, it } from 'vitest';
import { listRetirements } from '../../engine/retirement/index.ts';
import { counts, DAY, later, withBench } from './bench.ts';

describe('undeprecate', () => {
  it('gives the old names back, once and no more', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      const { retirement, moved } = await bench.undeprecate(later(5 * DAY));
      expect(moved).toEqual(['cards', 'mostrador', 'fines']);
      expect(retirement.state).toBe('returned');
      expect(await bench.held()).toEqual(counts);
      expect((await bench.undeprecate(later(6 * DAY))).moved).toEqual([]);
    }));

  it('is possible to the last instant of 30 days and refused from then on', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      await expect(bench.undeprecate(later(30 * DAY))).rejects.toMatchObject({
        code: 'retirement.expired',
        message: expect.stringContaining('2026-04-09T23:30:00.000Z'),
      });
      expect(await bench.held()).not.toHaveProperty('cards');
      await bench.undeprecate(later(30 * DAY - 1));
      expect(await bench.held()).toEqual(counts);
    }));

  it('counts the days from the last rename', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      await bench.source.rename('fines_DEPRECATED_20260310', 'fines');
      await bench.deprecate({ now: later(3 * DAY) });
      await bench.undeprecate(later(33 * DAY - 1));
      expect(await bench.held()).toEqual(counts);
    }));

  it('lets collections be retired anew, under the suffix of the new day', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      await bench.undeprecate(later(DAY));
      const { retirement, resumed } = await bench.deprecate({ now: later(2 * DAY) });
      expect({ suffix: retirement.suffix, resumed }).toEqual({ suffix: '20260312', resumed: false });
      expect((await listRetirements(bench.target)).map(({ state }) => state)).toEqual([
        'returned',
        'renamed',
      ]);
    }));

  it('is refused where nothing was retired', () =>
    withBench(async (bench) => {
      await expect(bench.undeprecate(later(0))).rejects.toMatchObject({ code: 'retirement.none' });
    }));
});

describe('dropping', () => {
  it('is refused for 30 days, and without a confirmation', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      const held = await bench.held();
      await expect(bench.drop(later(30 * DAY - 1), true)).rejects.toMatchObject({ code: 'retirement.early' });
      await expect(bench.drop(later(30 * DAY), false)).rejects.toMatchObject({
        code: 'retirement.unconfirmed',
        message: expect.stringContaining('cards_DEPRECATED_20260310 (3 documents)'),
      });
      expect(await bench.held()).toEqual(held);
      const { retirement, moved } = await bench.drop(later(30 * DAY), true);
      expect(moved.length).toBe(3);
      expect(retirement.state).toBe('dropped');
      expect(await bench.held()).toEqual({ loans: counts.loans });
      expect((await bench.drop(later(31 * DAY), true)).moved).toEqual([]);
      await expect(bench.undeprecate(later(30 * DAY))).rejects.toMatchObject({ code: 'retirement.dropped' });
    }));

  it('is refused where something was written to a retired collection', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      await bench.put('fines_DEPRECATED_20260310', { _id: 'more' });
      await expect(bench.drop(later(31 * DAY), true)).rejects.toMatchObject({
        code: 'retirement.changed',
        message: expect.stringContaining('holds 2 documents; it had 1'),
      });
      expect(await bench.held()).toHaveProperty('fines_DEPRECATED_20260310', 2);
    }));

  it('is refused for what was brought back', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      await bench.undeprecate(later(DAY));
      await expect(bench.drop(later(60 * DAY), true)).rejects.toMatchObject({
        code: 'retirement.unfinished',
      });
      expect(await bench.held()).toEqual(counts);
    }));
});
