import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { planOf } from '../rehearsal/staging.ts';
import { killReturn, killRollback, type RolledBack, rolledBack } from './killed-rollback.ts';
import { embedded } from './killed-stage.ts';

describe('a rollback killed with -9 and started again ends like the undisturbed one', () => {
  let plan: Plan;
  let wanted: RolledBack;
  beforeAll(async () => {
    plan = await planOf('contracts/edn360/1.0.0');
    wanted = await rolledBack(plan, embedded);
  });

  test('between drawers and links', async () => {
    expect(await killRollback(plan, 'rollback.drawers', 2, wanted, embedded)).toBe(true);
  });

  test('while a whole database is exchanged', async () => {
    expect(await killReturn(plan, 'return.aside', 3, wanted, embedded)).toBe(true);
  });
});
