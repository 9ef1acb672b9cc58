import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { planOf } from '../rehearsal/staging.ts';
import {
  killReturn,
  killRollback,
  type RolledBack,
  returnPoints,
  rollbackPoints,
  rolledBack,
} from './killed-rollback.ts';
import { embedded, server } from './killed-stage.ts';

describe.each([
  { name: 'an embedded store', makePlace: embedded },
  { name: 'MongoDB', makePlace: server },
])('every failpoint of a rollback at every passing on $name', ({ makePlace }) => {
  let plan: Plan;
  let wanted: RolledBack;
  beforeAll(async () => {
    plan = await planOf('contracts/edn360/1.0.0');
    wanted = await rolledBack(plan, makePlace);
  });

  test.each(rollbackPoints)('%s', async (point) => {
    let kills = 0;
    while (await killRollback(plan, point, kills + 1, wanted, makePlace)) kills++;
    console.log(`${point}: killed at each of ${kills} passings`);
    expect(kills).toBeGreaterThan(0);
  });

  test.each(returnPoints)('%s', async (point) => {
    let kills = 0;
    while (await killReturn(plan, point, kills + 1, wanted, makePlace)) kills++;
    console.log(`${point}: killed at each of ${kills} passings`);
    expect(kills).toBeGreaterThan(0);
  });
});
