import { describe, expect, it } from 'vitest';
import { listRetirements, retiredCollections } from '../../engine/retirement/index.ts';
import { currentHolder, openEmbedded } from '../../engine/stores/index.ts';
import { type Bench, counts, DAY, HOUR, idAt, later, library, NOW, withBench } from './bench.ts';

const renamed = (suffix: string) => ({
  [`cards_DEPRECATED_${suffix}`]: counts.cards,
  [`mostrador_DEPRECATED_${suffix}`]: counts.mostrador,
  [`fines_DEPRECATED_${suffix}`]: counts.fines,
  loans: counts.loans,
});

/** Expects a refusal with this code, and that nothing was renamed. */
async function refuses(bench: Bench, code: string, text: string | RegExp, call = () => bench.deprecate()) {
  const before = await bench.held();
  await expect(call()).rejects.toMatchObject({
    name: 'RetirementRefused',
    code,
    message: typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text),
    hint: expect.stringMatching(/\w/),
  });
  expect(await bench.held()).toEqual(before);
}

describe('retiredCollections', () => {
  it('gives the collections of the sources that say so, by the name they have in the database', () => {
    expect(retiredCollections(library)).toEqual(['cards', 'mostrador', 'fines']);
  });

  it('leaves a collection that another source still needs', () => {
    const [cards, ...others] = library.sources;
    if (cards === undefined) throw new Error('no source');
    const staying = { ...cards, name: 'other', retire: { ...cards.retire, apply: false } };
    expect(retiredCollections({ ...library, sources: [cards, staying, ...others] })).toEqual([
      'mostrador',
      'fines',
    ]);
  });
});

describe('deprecate', () => {
  it('renames what the contract retires, with the day in UTC, and keeps the rest', () =>
    withBench(async (bench) => {
      const { retirement, resumed, moved } = await bench.deprecate();
      expect(await bench.held()).toEqual(renamed('20260310'));
      expect(moved).toEqual(['cards', 'mostrador', 'fines']);
      expect(resumed).toBe(false);
      expect(retirement).toMatchObject({
        run: 'run-1',
        state: 'renamed',
        suffix: '20260310',
        startedAt: NOW,
        finishedAt: NOW,
        absent: [],
        collections: [
          { from: 'cards', to: 'cards_DEPRECATED_20260310', documents: 3 },
          { from: 'mostrador', to: 'mostrador_DEPRECATED_20260310', documents: 2 },
          { from: 'fines', to: 'fines_DEPRECATED_20260310', documents: 1 },
        ],
      });
      expect(await listRetirements(bench.target)).toEqual([retirement]);
      expect(retirement.events.map(({ what, collection }) => [what, collection])).toEqual([
        ['begun', undefined],
        ['renamed', 'cards'],
        ['renamed', 'mostrador'],
        ['renamed', 'fines'],
        ['finished', undefined],
      ]);
    }));

  it('keeps indexes and options', () =>
    withBench(async (bench) => {
      const indexes = [{ v: 2, key: { member: 1 }, name: 'member_1' }];
      await bench.source.drop('cards');
      await bench.source.ensure('cards', indexes);
      const before = (await bench.source.collections()).find(({ name }) => name === 'cards');
      await bench.deprecate();
      const found = (await bench.source.collections()).find(({ name }) => name.startsWith('cards_'));
      expect(found).toEqual({ ...before, name: 'cards_DEPRECATED_20260310' });
    }));

  it('done again, on another day too, is done already', () =>
    withBench(async (bench) => {
      const first = await bench.deprecate();
      const again = await bench.deprecate({ now: later(2 * DAY) });
      expect(again).toEqual({ retirement: first.retirement, resumed: true, moved: [] });
      expect(await bench.held()).toEqual(renamed('20260310'));
    }));

  it('works where the records are in the same store', () =>
    withBench(async (bench) => {
      await bench.deprecate({ target: bench.source });
      const { migration_events, ...others } = await bench.held();
      expect(migration_events).toBe(1);
      expect(others).toEqual(renamed('20260310'));
    }));

  it('knows the retirement of a database whose place is written in another way', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      const source = new Proxy(bench.source, {
        get: (real, name) => {
          if (name === 'label') return 'embedded:./elsewhere';
          const value: unknown = Reflect.get(real, name, real);
          return typeof value === 'function' ? value.bind(real) : value;
        },
      });
      expect((await bench.deprecate({ source, now: later(DAY) })).moved).toEqual([]);
      expect((await listRetirements(bench.target)).length).toBe(1);
    }));

  it('passes over a collection that is not there, and says so', () =>
    withBench(async (bench) => {
      await bench.source.drop('fines');
      const { retirement } = await bench.deprecate();
      expect(retirement.absent).toEqual(['fines']);
      await bench.put('fines', { _id: 'late' });
      await refuses(bench, 'retirement.came_back', 'fines (1 documents)');
    }));

  it('refuses where there is none of them', () =>
    withBench(async (bench) => {
      for (const name of ['cards', 'mostrador', 'fines']) await bench.source.drop(name);
      await refuses(bench, 'retirement.nothing', bench.source.label);
    }));

  describe('refuses collections that somebody still writes to', () => {
    it.each([
      ['by the id', { _id: idAt(later(-23 * HOUR)) }],
      ['by the date of the contract', { _id: 'x', issued_at: later(-HOUR) }],
      ['by a date that is text', { _id: 'x', issued_at: later(-HOUR).toISOString() }],
      ['by the later of the two', { _id: idAt(later(-40 * DAY)), issued_at: later(-HOUR) }],
      ['by a clock that is ahead', { _id: idAt(later(HOUR)) }],
    ])('%s', (_, document) =>
      withBench(async (bench) => {
        await bench.put('cards', document);
        await refuses(bench, 'retirement.recent_writes', /cards \(1, the last of 2026-03-1/);
        expect(await listRetirements(bench.target)).toEqual([]);
      }));

    it('and not those that have been quiet for as long as is asked', () =>
      withBench(async (bench) => {
        await bench.put('cards', { _id: idAt(later(-23 * HOUR)) });
        await refuses(bench, 'retirement.recent_writes', 'the last 24 hours');
        await bench.deprecate({ quietHours: 23 });
      }));

    it('nor for a date that lies years ahead, or is none', () =>
      withBench(async (bench) => {
        await bench.put('cards', { _id: 'x', issued_at: later(4000 * DAY) });
        await bench.put('cards', { _id: 'y', issued_at: 'tomorrow' });
        await bench.put('cards', { _id: idAt(later(4000 * DAY)) });
        expect((await bench.deprecate()).moved.length).toBe(3);
      }));

    it('nor for the ones that stay', () =>
      withBench(async (bench) => {
        await bench.put('loans', { _id: idAt(NOW) });
        expect((await bench.deprecate()).moved.length).toBe(3);
      }));
  });

  it('refuses a collection that changes while it is looked at, also where only a value changes', () =>
    withBench(async (bench) => {
      const changed = 'extra';
      await bench.put('mostrador', { _id: changed, member: 7 });
      let looks = 0;
      const source = new Proxy(bench.source, {
        get: (real, name) => {
          const value: unknown = Reflect.get(real, name, real);
          if (typeof value !== 'function') return value;
          if (name !== 'scan') return value.bind(real);
          return (collection: string) => {
            const scan = real.scan(collection);
            if (collection !== 'mostrador' || ++looks !== 2) return scan;
            const iterate = async function* () {
              await bench.put(collection, { _id: changed, member: 'changed' });
              yield* scan;
            };
            return { summary: () => scan.summary(), [Symbol.asyncIterator]: iterate };
          };
        },
      });
      await expect(bench.deprecate({ source })).rejects.toMatchObject({
        code: 'retirement.busy',
        message: expect.stringContaining('mostrador'),
      });
      const held = await bench.held();
      expect(held).toMatchObject({ cards_DEPRECATED_20260310: 3, mostrador: 3, fines: 1 });
      await bench.deprecate({ now: later(DAY) });
      expect(await bench.held()).toEqual({ ...renamed('20260310'), mostrador_DEPRECATED_20260310: 3 });
    }));

  it('refuses where the new name is taken, and renames nothing', () =>
    withBench(async (bench) => {
      await bench.put('fines_DEPRECATED_20260310', { _id: 'foreign' });
      await refuses(bench, 'retirement.name_taken', 'both fines and fines_DEPRECATED_20260310');
    }));

  it('says when an old name has come back, with its documents', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      await bench.put('cards', { _id: 'late' });
      await refuses(bench, 'retirement.came_back', 'cards (1 documents)');
      await refuses(bench, 'retirement.came_back', 'cards (1 documents)', () =>
        bench.deprecate({ now: later(3 * DAY) }),
      );
      await refuses(bench, 'retirement.came_back', 'cards', () => bench.undeprecate(later(DAY)));
      await refuses(bench, 'retirement.came_back', 'cards', () => bench.drop(later(31 * DAY), true));
      await bench.source.drop('cards');
      expect((await bench.deprecate()).moved).toEqual([]);
    }));

  it('says when a retired collection is gone', () =>
    withBench(async (bench) => {
      await bench.deprecate();
      await bench.source.drop('cards_DEPRECATED_20260310');
      await refuses(bench, 'retirement.missing', 'neither cards nor cards_DEPRECATED_20260310');
    }));

  it.each([
    ['view', { viewOn: 'other', pipeline: [] }],
    ['time series', { timeseries: { timeField: 'at' } }],
  ])('refuses a %s, which cannot be renamed', (kind, options) =>
    withBench(async (bench) => {
      await bench.source.drop('cards');
      await bench.source.ensure('cards', [], options);
      await refuses(bench, 'retirement.kind', `cards is a ${kind}`);
    }));

  it('refuses while another one is at work', () =>
    withBench(async (bench) => {
      const other = await bench.target.lease('retirement', { ...currentHolder('other'), pid: process.pid });
      if ('heldBy' in other) throw new Error('no lease');
      const before = await bench.held();
      await expect(bench.deprecate()).rejects.toMatchObject({ code: 'store.locked' });
      expect(await bench.held()).toEqual(before);
      await other.release();
      await bench.deprecate();
    }));

  it('renames nothing once another one has taken over', () =>
    withBench(async (bench) => {
      const directory = bench.target.label.replace(/^embedded:/, '');
      const minuteLater = await openEmbedded(directory, { create: false, now: () => Date.now() + 60_000 });
      const holder = { ...currentHolder('other'), host: 'elsewhere' };
      let looks = 0;
      try {
        const source = new Proxy(bench.source, {
          get: (real, name) => {
            const value: unknown = Reflect.get(real, name, real);
            if (typeof value !== 'function') return value;
            if (name !== 'scan') return value.bind(real);
            return (collection: string) => {
              const scan = real.scan(collection);
              if (collection !== 'mostrador' || ++looks !== 2) return scan;
              const iterate = async function* () {
                yield* scan;
                const lease = await minuteLater.lease('retirement', holder);
                expect(lease).toHaveProperty('token');
              };
              return { summary: () => scan.summary(), [Symbol.asyncIterator]: iterate };
            };
          },
        });
        await expect(
          bench.deprecate({ source, holder: { ...currentHolder('test'), host: 'somewhere' } }),
        ).rejects.toMatchObject({ code: 'store.locked' });
        expect(await bench.held()).toMatchObject({ cards_DEPRECATED_20260310: 3, mostrador: 2, fines: 1 });
      } finally {
        await minuteLater.close();
      }
    }));
});
