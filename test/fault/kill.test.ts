import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { planOf } from '../rehearsal/staging.ts';
import { killAndResume, type Undisturbed, undisturbed } from './killed-stage.ts';

describe('a staging killed with -9 and started again ends like the undisturbed one', () => {
  let plan: Plan;
  let wanted: Undisturbed;
  beforeAll(async () => {
    plan = await planOf('contracts/edn360/1.0.0');
    wanted = await undisturbed(plan);
  });

  test.each([
    ['ledger.intended', 2],
    ['drawers.written', 1],
    ['drawers.written', 3],
    ['companions.written', 2],
    ['run.finishing', 1],
  ] as const)('at %s, time %i', async (point, nth) => {
    expect(await killAndResume(plan, point, nth, wanted)).toBe(true);
  });
});
