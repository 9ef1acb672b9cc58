import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { planOf } from '../rehearsal/staging.ts';
import { sample } from './sample.ts';
import { type ServerBench, serverBench } from './server-bench.ts';
import { apply, rollback, stage, undisturbed } from './server-commands.ts';
import { cuts, failPoints } from './server-faults.ts';
import { undergoAll } from './undergo.ts';

let bench: ServerBench;
let plan: Plan;

beforeAll(async () => {
  plan = await planOf('contracts/edn360/1.0.0');
  bench = await serverBench();
});
afterAll(() => bench?.close());

describe('a command disturbed at some of its messages, and started again, ends like the undisturbed one', () => {
  it.each([
    { command: apply, size: 10 },
    { command: stage, size: 2 },
    { command: rollback, size: 3 },
  ])('$command.name', async ({ command, size }) => {
    const wanted = await undisturbed(bench, plan, command);
    const planned = [...failPoints(wanted), ...cuts(wanted)];
    expect(planned.length).toBeGreaterThan(400);
    await undergoAll(bench, plan, command, sample(planned, size), planned.length, wanted);
  });
});
