import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { planOf } from '../rehearsal/staging.ts';
import { failpoints, killAndResume, type Undisturbed, undisturbed } from './killed-stage.ts';

describe('every failpoint at every passing', () => {
  let plan: Plan;
  let wanted: Undisturbed;
  beforeAll(async () => {
    plan = await planOf('contracts/edn360/1.0.0');
    wanted = await undisturbed(plan);
  });

  test.each(failpoints)('%s', async (point) => {
    let kills = 0;
    while (await killAndResume(plan, point, kills + 1, wanted)) kills++;
    console.log(`${point}: killed at each of ${kills} passings`);
    expect(kills).toBeGreaterThan(0);
  });
});
