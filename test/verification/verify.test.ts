import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { BsonDocument, encode, type PlainDocument } from '../../engine/bson/index.ts';
import type { Plan } from '../../engine/contract/index.ts';
import { openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { findDuplicates } from '../../engine/verification/index.ts';
import { contextOf } from '../property/engine.ts';
import { planOf, scratch, withStaged } from '../rehearsal/staging.ts';
import { changed, mutations, places } from './mutations.ts';
import { verified } from './verified.ts';

const dump = 'fixtures/dump';
const cutoff = '2025-02-01T00:00:00Z';
const settings = { parameters: { DUAL_WRITE_START_AT: cutoff } };
/** Mutations tried; the seed is printed with a failure. */
const RUNS = 80;
const SEED = Number(process.env.SEED ?? 1);

describe('step 05', () => {
  let plan: Plan;
  beforeAll(async () => {
    plan = await planOf('contracts/edn360/1.0.0');
  });

  test('finds nothing in what a staging wrote, and counts what the staging counted', async () => {
    await withStaged(plan, dump, settings, async ({ result }, target, directory) => {
      const { verification, duplicates } = await verified(plan, dump, cutoff, target, directory);
      expect(verification.mismatches).toEqual([]);
      expect(duplicates).toEqual([]);
      expect(Object.fromEntries(verification.rates)).toEqual(
        Object.fromEntries(
          result.entities.map(({ entity, match: { landed, of } }) => [entity, { landed, of }]),
        ),
      );
    });
  });

  test(`finds every single change to a drawer (P10): ${RUNS} at random`, { timeout: 240_000 }, async () => {
    await withStaged(plan, dump, settings, async (_, target, directory) => {
      const drawers = await all(plan, target);
      const draw = fc.record({ drawer: fc.nat(), place: fc.nat(), mutation: fc.nat() });
      for (const { drawer, place, mutation } of fc.sample(draw, { numRuns: RUNS, seed: SEED })) {
        const bytes = drawers[drawer % drawers.length] as Uint8Array;
        const stored = new BsonDocument(bytes);
        const where = places(stored).filter(({ path }) => !isVolatile(path) && path.join('.') !== '_id');
        const options = where.flatMap(({ path, value }) =>
          mutations.flatMap((one) => {
            const done = one.apply(value);
            return done === undefined ? [] : [{ path, name: one.name, to: done.value }];
          }),
        );
        const { path, name, to } = options[
          (place * 31 + mutation) % options.length
        ] as (typeof options)[number];
        const altered = changed(stored, path, to) as PlainDocument;
        await put(plan, target, stored, encode(altered));
        const { verification, duplicates } = await verified(plan, dump, cutoff, target, directory);
        const said = verification.mismatches.length + duplicates.length;
        const id = JSON.stringify(stored.get('_id'));
        expect(said, `${name} at ${path.join('.')} of ${id} went unnoticed`).toBeGreaterThan(0);
        await put(plan, target, stored, bytes);
      }
    });
  });

  test('finds a drawer that is gone', async () => {
    await withStaged(plan, dump, settings, async (_, target, directory) => {
      const first = new BsonDocument((await all(plan, target))[0] as Uint8Array);
      const { collection } = plan.target;
      await target.write([{ kind: 'remove', collection, id: first.get('_id') ?? null, expect: first.bytes }]);
      const { verification } = await verified(plan, dump, cutoff, target, directory);
      expect(verification.missing).toBeGreaterThan(0);
      expect(new Set(verification.mismatches.map(({ drawer }) => drawer))).toEqual(
        new Set([first.get('_id')]),
      );
    });
  });

  test('finds two drawers of one client, where no unique index forbids them', async () => {
    await withStaged(plan, dump, settings, async (_, staged) => {
      const { path, done } = await scratch();
      const target = await openEmbedded(join(path, 'loose'), { create: true });
      const { collection } = plan.target;
      try {
        const [first, second] = await all(plan, staged);
        const one = new BsonDocument(first as Uint8Array);
        const other = new BsonDocument(second as Uint8Array);
        const copy = encode({ ...one.fields(), _id: 'drawer_of_other_making' });
        await target.write([
          { kind: 'insert', collection, id: one.get('_id') ?? null, document: one.bytes },
          { kind: 'insert', collection, id: other.get('_id') ?? null, document: other.bytes },
          { kind: 'insert', collection, id: 'drawer_of_other_making', document: copy },
        ]);
        expect(await findDuplicates(plan, target, contextOf(plan, cutoff))).toEqual([
          {
            kind: 'drawer',
            client: one.get('user_id'),
            drawers: [one.get('_id'), 'drawer_of_other_making'],
            proper: one.get('_id'),
          },
        ]);
      } finally {
        await target.close();
        await done();
      }
    });
  });
});

function isVolatile(path: readonly string[]): boolean {
  return path.join('.') === 'meta.updated_at' || path.join('.') === 'meta';
}

async function all(plan: Plan, target: TargetStore): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for await (const batch of target.list(plan.target.collection)) found.push(...batch);
  return found;
}

async function put(
  plan: Plan,
  target: TargetStore,
  drawer: BsonDocument,
  document: Uint8Array,
): Promise<void> {
  const { collection } = plan.target;
  await target.write([{ kind: 'put', collection, id: drawer.get('_id') ?? null, document }]);
}
