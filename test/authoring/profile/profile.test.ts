import { BSON, type Document, Double, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits, type Profile, profile } from '../../../engine/authoring/index.ts';
import { listedStore, type World } from '../listed-store.ts';
import { naiveClients, naivePaths } from './oracle.ts';

const scalar = fc.oneof(
  fc.constantFrom('', 'Sí', 'No', ' x ', '83,5', '80 kg', 'cafe\u0301', '2025-01-01T00:00:00Z'),
  fc.string({ maxLength: 80 }).map((text) => text.replaceAll('\0', '')),
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
  fc.bigInt({ min: -9n, max: 9n }).map((value) => Long.fromBigInt(value)),
  fc.integer({ min: -3, max: 3 }).map((value) => new Double(value)),
  fc.integer({ min: 0, max: 9 }).map((value) => new ObjectId(String(value).repeat(24))),
);
const key = fc.constantFrom('a', 'b', 'c', 'kind');
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.dictionary(key, scalar, { maxKeys: 3 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.dictionary(key, fc.array(scalar, { maxLength: 2 }), { maxKeys: 2 }), {
      maxLength: 3,
    }),
  },
);
const client = fc.constantFrom('u1', 'u2', 'u3', ' u1 ', 7, null, Long.fromNumber(7));
const document = fc
  .tuple(fc.integer(), client, fc.dictionary(key, value, { maxKeys: 4 }))
  .map(([_id, user_id, rest]): Document => ({ _id, ...(user_id === null ? {} : { user_id }), ...rest }));
const world: fc.Arbitrary<World> = fc.record({
  one: fc.array(document, { maxLength: 12 }),
  two: fc.array(document, { maxLength: 12 }),
  three: fc.array(document, { maxLength: 4 }),
});

const profiled = (data: World, batch: number, limits = defaultLimits): Promise<Profile> =>
  profile({ stores: [{ name: 'w', store: listedStore(data, batch) }], showValues: true, limits });

const range = (values: readonly number[]) =>
  values.length === 0 ? null : { min: Math.min(...values), max: Math.max(...values) };

describe('a profile', () => {
  it('counts what a naive census counts', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (data) => {
        const { collections } = await profiled(data, 3);
        for (const one of collections) {
          const documents = data[one.name] ?? [];
          const naive = naivePaths(documents);
          expect(one.documents).toBe(documents.length);
          expect(one.bytes).toBe(documents.reduce((sum, each) => sum + BSON.serialize(each).length, 0));
          expect(one.paths.map(({ path }) => path).sort()).toEqual([...naive.keys()].sort());
          for (const path of one.paths) {
            const known = naive.get(path.path)!;
            expect(path.documents).toBe(known.documents);
            expect(path.occurrences).toBe(known.occurrences);
            expect(Object.fromEntries(path.types.map(({ type, count }) => [type, count]))).toEqual(
              known.types,
            );
            expect(path.nulls).toBe(known.types.null ?? 0);
            const different = new Set(known.values);
            expect(path.distinct).toEqual({ count: different.size, exact: true });
            expect(path.unique).toBe(known.values.length > 1 && different.size === known.values.length);
            expect(path.number).toEqual(range(known.numbers));
            expect(path.text?.length ?? null).toEqual(range(known.lengths));
            expect(path.text?.forms.reduce((sum, { count }) => sum + count, 0) ?? 0).toBe(
              known.lengths.length,
            );
            const dates = range(known.dates);
            expect(path.date).toEqual(
              dates && { min: new Date(dates.min).toISOString(), max: new Date(dates.max).toISOString() },
            );
            const lists = range(known.lists);
            expect(path.list && { min: path.list.min, max: path.list.max }).toEqual(lists);
            for (const { value: shown, type, count } of path.values) {
              const same = known.values.filter((one) => one === `${type} ${shown}`).length;
              if (shown.length < 64 && !Object.is(Number(shown), -0)) expect(count).toBe(same);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tells whose documents are where as a naive count does', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(world, async (data) => {
        const { clients, collections } = await profiled(data, 5);
        if (collections.every(({ client: own }) => own?.path === 'user_id')) {
          compared += 1;
          const naive = naiveClients(data, 'user_id', (each) => BSON.serialize(each).length);
          expect(clients?.total).toEqual({ count: naive.size, exact: true });
          for (const one of clients?.collections ?? []) {
            const counts = [...naive.values()].flatMap(
              ({ documents }) => documents.get(one.collection) ?? [],
            );
            expect(one.clients.count).toBe(counts.length);
            expect([one.with_one, one.with_two, one.with_more]).toEqual([
              counts.filter((count) => count === 1).length,
              counts.filter((count) => count === 2).length,
              counts.filter((count) => count > 2).length,
            ]);
            expect(one.most).toBe(Math.max(0, ...counts));
            for (const other of clients?.collections ?? []) {
              const alone = [...naive.values()].filter(
                ({ documents }) => documents.has(one.collection) && !documents.has(other.collection),
              ).length;
              const told = clients?.orphans.find(
                (orphan) => orphan.in === one.collection && orphan.not_in === other.collection,
              );
              expect(told?.clients ?? 0).toBe(alone);
            }
          }
          const sizes = [...naive.values()].map(({ bytes }) => bytes).sort((a, b) => a - b);
          expect(clients?.bytes?.min ?? 0).toBe(sizes[0] ?? 0);
          expect(clients?.bytes?.max ?? 0).toBe(sizes.at(-1) ?? 0);
          expect(clients?.bytes?.median ?? 0).toBe(sizes[Math.ceil(sizes.length / 2) - 1] ?? 0);
        }
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  it.each([
    ['within its limits', defaultLimits],
    ['beyond them', { paths: 4, values: 3, ids: 3, clients: 2 }],
  ])('is the same whatever the order and the size of batches, %s', async (_, limits) => {
    await fc.assert(
      fc.asyncProperty(
        world,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(1000),
        async (data, one, other, turn) => {
          const turned = Object.fromEntries(
            Object.entries(data)
              .reverse()
              .map(([name, documents]) => {
                const at = documents.length === 0 ? 0 : turn % documents.length;
                return [name, [...documents.slice(at), ...documents.slice(0, at)].reverse()];
              }),
          );
          expect(await profiled(turned, other, limits)).toEqual(await profiled(data, one, limits));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('counts the paths that it does not keep', async () => {
    const wide = Array.from({ length: 30 }, (_, n) => ({
      _id: n,
      deep: { [`f${String.fromCharCode(97 + n)}x`]: n },
    }));
    const [one] = (await profiled({ wide }, 4, { ...defaultLimits, paths: 10 })).collections;
    expect(one?.paths).toHaveLength(10);
    expect(one?.paths.map(({ path }) => path)).toEqual(expect.arrayContaining(['_id', 'deep']));
    expect(one?.truncated_paths).toEqual({ count: 22, exact: true });
  });
});
