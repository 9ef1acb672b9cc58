import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planOf, scratch, withStaged } from './staging.ts';

/** The manual's table of migrated volumes (§5), with its rates cut to two decimals (I14). */
const table = [
  { entity: 'questionnaires', total: 15_234, migrated: 15_180, quarantined: 54, percent: '99.64' },
  { entity: 'followups', total: 8_456, migrated: 8_420, quarantined: 36, percent: '99.57' },
  { entity: 'training-plans', total: 12_890, migrated: 12_850, quarantined: 40, percent: '99.68' },
  { entity: 'nutrition-plans', total: 12_890, migrated: 12_850, quarantined: 40, percent: '99.68' },
];

test("staging the manual's volumes gives the manual's table, number by number", async () => {
  const { path, done } = await scratch();
  try {
    const out = join(path, 'dump');
    const call = ['dist/fixtures/main.js', '--scale', 'manual', '--seed', '1', '--no-key', '--out', out];
    execFileSync(process.execPath, call);
    const plan = await planOf('contracts/edn360/1.0.0');
    const settings = { parameters: { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' }, batch: 500 };
    await withStaged(plan, out, settings, async ({ result }) => {
      const rows = result.entities.map(({ entity, total, migrated, quarantined, match }) => ({
        entity,
        total,
        migrated,
        quarantined,
        percent: match.percent,
      }));
      expect(rows).toEqual(table);
      expect(result.verdict).toBe('accepted');
      expect(result.verification).toMatchObject({ different: 0, missing: 0 });
      const seconds = result.timing.reduce((sum, row) => sum + Math.round(row.seconds * 1000), 0);
      expect(seconds).toBe(Math.round(result.total_seconds * 1000));
      console.log(`49,470 documents staged in ${result.total_seconds} s`);
    });
  } finally {
    await done();
  }
});
