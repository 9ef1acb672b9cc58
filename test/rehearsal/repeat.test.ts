import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { exportCollection, records } from '../../engine/migration/index.ts';
import { openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { drawerLines, planOf, scratch, stageInto, withStaged } from './staging.ts';

const dump = 'fixtures/dump';
const parameters = { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' };

describe('staging the same again', () => {
  let plan: Plan;
  beforeAll(async () => {
    plan = await planOf('contracts/edn360/1.0.0');
  });

  test('writes nothing and says already_present (P1)', async () => {
    await withStaged(plan, dump, { parameters }, async (first, target, directory) => {
      const before = await everything(target);
      const second = await stageInto(plan, dump, target, directory, { parameters, run: 'run-2' });
      const after = await everything(target);
      expect(after).toEqual(before);
      expect(second.result.drawers).toMatchObject({
        inserted: 0,
        changed: 0,
        unchanged: first.result.drawers.total,
      });
      for (const entity of second.result.entities) {
        const same = first.result.entities.find((one) => one.entity === entity.entity);
        expect(entity.migrated).toBe(0);
        expect(entity.already_present).toBe((same?.migrated ?? 0) + (same?.already_present ?? 0));
        expect(entity.match).toEqual(same?.match);
      }
      expect(second.result.verdict).toBe(first.result.verdict);
    });
  });

  test('gives the same bytes with any bulk size, number of workers and partitions (P3)', async () => {
    const whole = await withStaged(plan, dump, { parameters }, (_, target) => bytesOf(plan, target));
    for (const settings of [
      { batch: 1, workers: 1 },
      { batch: 7, workers: 4 },
      { batch: 1000, workers: 2 },
    ]) {
      const other = await withStaged(plan, dump, { parameters, ...settings }, (_, target) =>
        bytesOf(plan, target),
      );
      expect(other).toEqual(whole);
    }
    const { path, done } = await scratch();
    const target = await openEmbedded(join(path, 'target'), { create: true });
    try {
      for (let index = 3; index >= 1; index--) {
        const partition = { index, count: 3 };
        await stageInto(plan, dump, target, path, { parameters, partition });
      }
      expect(await bytesOf(plan, target)).toEqual(whole);
    } finally {
      await target.close();
      await done();
    }
  });
});

/** Drawers, images, links and quarantine, as lines: what a second staging must leave alone. */
async function everything(target: TargetStore): Promise<Readonly<Record<string, readonly string[]>>> {
  const result: Record<string, readonly string[]> = {};
  for (const { name } of await target.collections()) {
    if (name === records.runs) continue;
    const lines: string[] = [];
    for await (const line of exportCollection(target, name, undefined)) lines.push(line);
    result[name] = lines;
  }
  return result;
}

async function bytesOf(plan: Plan, target: TargetStore): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const batch of target.list(plan.target.collection)) {
    lines.push(...batch.map((bytes) => Buffer.from(bytes).toString('base64')));
  }
  expect(lines.length).toBe((await drawerLines(plan, target)).length);
  return lines;
}
