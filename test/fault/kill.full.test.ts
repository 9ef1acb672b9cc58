import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { planOf } from '../rehearsal/staging.ts';
import {
  embedded,
  failpoints,
  killAndResume,
  server,
  serverFailpoints,
  type Undisturbed,
  undisturbed,
} from './killed-stage.ts';

describe.each([
  { name: 'an embedded store', makePlace: embedded, points: failpoints },
  { name: 'MongoDB', makePlace: server, points: serverFailpoints },
])('every failpoint at every passing on $name', ({ makePlace, points }) => {
  let plan: Plan;
  let wanted: Undisturbed;
  beforeAll(async () => {
    plan = await planOf('contracts/edn360/1.0.0');
    wanted = await undisturbed(plan, makePlace);
  });

  test.each(points)('%s', async (point) => {
    let kills = 0;
    while (await killAndResume(plan, point, kills + 1, wanted, makePlace)) kills++;
    console.log(`${point}: killed at each of ${kills} passings`);
    expect(kills).toBeGreaterThan(0);
  });
});
