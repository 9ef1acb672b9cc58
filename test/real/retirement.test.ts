import { MongoClient } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { openTarget } from '../../engine/stores/index.ts';
import { type Bench, counts, DAY, failing, later, type Stores, withBench } from '../retirement/bench.ts';
import { freshDatabase } from '../server/database.ts';

/** A legacy database and a target on the server, and a client to write past the product. */
async function withServer(work: (bench: Bench, uri: string) => Promise<void>): Promise<void> {
  const databases = [await freshDatabase(), await freshDatabase()] as const;
  const open = async (): Promise<Stores> => ({
    source: await openTarget(databases[0].uri, { create: true }),
    target: await openTarget(databases[1].uri, { create: true }),
    remove: async () => {
      for (const database of databases) await database.drop();
    },
  });
  await withBench((bench) => work(bench, databases[0].uri), open);
}

async function withClient(uri: string, work: (client: MongoClient) => Promise<unknown>): Promise<void> {
  const client = new MongoClient(uri);
  try {
    await work(client);
  } finally {
    await client.close();
  }
}

const suffix = 'DEPRECATED_20260310';
const renamed = {
  [`cards_${suffix}`]: counts.cards,
  [`mostrador_${suffix}`]: counts.mostrador,
  [`fines_${suffix}`]: counts.fines,
  loans: counts.loans,
};

describe('collections of a server', () => {
  it('are renamed with their indexes, brought back, and dropped in the end', () =>
    withServer(async (bench, uri) => {
      await withClient(uri, (client) => client.db().collection('cards').createIndex({ member: 1 }));
      const before = (await bench.source.collections()).find(({ name }) => name === 'cards');
      await bench.deprecate();
      expect(await bench.held()).toEqual(renamed);
      const found = (await bench.source.collections()).find(({ name }) => name === `cards_${suffix}`);
      expect(found?.indexes).toEqual(before?.indexes);
      await bench.undeprecate(later(DAY));
      expect(await bench.held()).toEqual(counts);
      await bench.deprecate({ now: later(2 * DAY) });
      await bench.drop(later(40 * DAY), true);
      expect(await bench.held()).toEqual({ loans: counts.loans });
    }));

  it.each([
    { left: 2, when: 'before' as const },
    { left: 2, when: 'after' as const },
    { left: 3, when: 'after' as const },
  ])('are renamed to the end after an interruption $when change $left, on another day', (place) =>
    withServer(async (bench) => {
      const fate = { ...place };
      const stores = { source: failing(bench.source, fate), target: failing(bench.target, fate) };
      await expect(bench.deprecate(stores)).rejects.toThrow('interrupted');
      await bench.deprecate({ now: later(DAY) });
      expect(await bench.held()).toEqual(renamed);
    }));

  it('come back unasked when a writer goes on, which is told', () =>
    withServer(async (bench, uri) => {
      await bench.deprecate();
      await withClient(uri, (client) => client.db().collection('fines').insertOne({ late: true }));
      for (const call of [() => bench.deprecate(), () => bench.undeprecate(later(DAY))])
        await expect(call()).rejects.toMatchObject({
          code: 'retirement.came_back',
          message: expect.stringContaining('fines (1 documents)'),
        });
      expect(await bench.held()).toEqual({ ...renamed, fines: 1 });
    }));

  it.each([
    ['view', { viewOn: 'loans', pipeline: [] }],
    ['time series', { timeseries: { timeField: 'at' } }],
  ])('are all left as they are where one is a %s', (kind, options) =>
    withServer(async (bench, uri) => {
      await bench.source.drop('fines');
      await withClient(uri, async (client) => {
        const made = await client.db().createCollection('fines', options);
        if (kind === 'time series') await made.insertOne({ at: new Date(0) });
      });
      await expect(bench.deprecate()).rejects.toMatchObject({
        code: 'retirement.kind',
        message: 'fines is a view or a time series, which cannot be renamed',
      });
      expect((await bench.source.collections()).map(({ name }) => name)).toContain('cards');
    }));
});
