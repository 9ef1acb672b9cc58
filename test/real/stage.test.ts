import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { exportCollection, records } from '../../engine/migration/index.ts';
import { openSource, type SourceStore, type TargetStore } from '../../engine/stores/index.ts';
import { drawerLines, planOf, scratch, stageInto, withStaged } from '../rehearsal/staging.ts';
import { withDatabase } from './database-of-test.ts';

const fixture = 'fixtures/dump';
const settings = { parameters: { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' } };

async function lines(
  target: TargetStore,
  collection: string,
  source?: SourceStore,
): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const line of exportCollection(target, collection, source)) found.push(line);
  return found;
}

/** Documents as values: fields in any order, since a link is appended by the server and applied by name in an export. */
function valuesOf(found: readonly string[]): readonly unknown[] {
  return found.toSorted().map((line) => JSON.parse(line) as unknown);
}

describe('a staging on a server', () => {
  test('ends in the drawers and the linked documents of a staging into an embedded store', async () => {
    const plan: Plan = await planOf('contracts/edn360/1.0.0');
    const { path, done } = await scratch();
    await withDatabase(async (target) => {
      const staged = await stageInto(plan, fixture, target, path, settings);
      await withStaged(plan, fixture, settings, async (other, embedded) => {
        expect(staged.result.entities).toEqual(other.result.entities);
        expect(staged.result.verdict).toBe(other.result.verdict);
        expect(await drawerLines(plan, target)).toEqual(await drawerLines(plan, embedded));
        const source = await openSource(fixture);
        for (const { collection } of plan.sources) {
          const here = await lines(target, collection);
          const there = await lines(embedded, collection, source);
          // A server orders ids of several types by their type first.
          expect(valuesOf(here)).toEqual(valuesOf(there));
        }
        await source.close();
      });
    });
    await done();
  });

  test('writes nothing the second time, and says so', async () => {
    const plan = await planOf('contracts/edn360/1.0.0');
    const { path, done } = await scratch();
    await withDatabase(async (target) => {
      const first = await stageInto(plan, fixture, target, path, settings);
      const before = await contents(target, plan);
      const again = await stageInto(plan, fixture, target, path, { ...settings, run: 'run-2' });
      expect(again.result.drawers).toMatchObject({
        inserted: 0,
        changed: 0,
        unchanged: first.result.drawers.total,
      });
      for (const [at, entity] of again.result.entities.entries()) {
        expect(entity.migrated).toBe(0);
        expect(entity.already_present).toBe(first.result.entities[at]?.migrated);
      }
      expect(again.result.unread).toEqual(first.result.unread);
      expect(await contents(target, plan)).toEqual(before);
    });
    await done();
  });
});

/** Everything in the database but the list of runs. */
async function contents(
  target: TargetStore,
  plan: Plan,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const kept: Record<string, readonly string[]> = {};
  const names = [...plan.sources.map(({ collection }) => collection), plan.target.collection];
  for (const name of [...names, records.images, records.ledger, records.quarantine])
    kept[name] = await lines(target, name);
  return kept;
}

const shared = join(import.meta.dirname, '../../../shared/dumps');
const present = existsSync(shared);
if (!present) console.log('skipped: the shared dumps are not beside this repository');

describe.skipIf(!present && process.env.CI !== 'true')('real dumps on a server equal their keys', () => {
  test.each(['edn360_mild', 'edn360_harsh'])('%s', async (name) => {
    const folder = join(shared, name);
    const key = JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8')) as {
      readonly cutoff: string;
      readonly totals: unknown;
      readonly match: unknown;
    };
    const plan = await planOf('contracts/edn360/1.0.0');
    const { path, done } = await scratch();
    await withDatabase(async (target) => {
      const parameters = { DUAL_WRITE_START_AT: key.cutoff };
      const { result } = await stageInto(plan, join(folder, 'dump'), target, path, { parameters });
      expect(Object.assign({}, ...result.entities.map(({ collections }) => collections))).toEqual(key.totals);
      const match = Object.fromEntries(result.entities.map(({ entity, match: rate }) => [entity, rate]));
      expect(match).toEqual(key.match);
      const wanted = readFileSync(join(folder, 'drawers.jsonl'), 'utf8').trimEnd().split('\n');
      expect(await drawerLines(plan, target)).toEqual(wanted);
    });
    await done();
  });
});
