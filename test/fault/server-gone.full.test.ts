import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { planOf } from '../rehearsal/staging.ts';
import { type ServerBench, serverBench } from './server-bench.ts';
import { apply, type Undisturbed, undisturbed } from './server-commands.ts';
import { befall, frozen, gone, overtake, primaryKilled, restarted, steppedDown } from './server-events.ts';

let bench: ServerBench;
let plan: Plan;
let wanted: Undisturbed;

async function begin(nodes: number): Promise<void> {
  plan = await planOf('contracts/edn360/1.0.0');
  bench = await serverBench(nodes);
  wanted = await undisturbed(bench, plan, apply);
}

describe('an apply goes on, or in words to an end from which it goes on, with', () => {
  beforeAll(() => begin(1));
  afterAll(() => bench?.close());

  it.each([
    { event: frozen(4), moment: { command: 'commitTransaction', skip: 6 } },
    // Longer than a lease lasts without being renewed.
    { event: frozen(20), moment: { command: 'insert', skip: 1 } },
    { event: restarted, moment: { command: 'commitTransaction', skip: 8 } },
    { event: gone, moment: { command: 'insert', skip: 1 } },
  ])('$event.name', ({ event, moment }) => befall(bench, plan, event, moment, wanted));

  it('another one that takes its lease over while it is halted', () =>
    overtake(bench, plan, { command: 'insert', skip: 1 }, wanted));
});

describe('an apply goes on, or in words to an end from which it goes on, with three nodes and', () => {
  beforeAll(() => begin(3));
  afterAll(() => bench?.close());

  it.each([
    { event: steppedDown, moment: { command: 'insert', skip: 1 } },
    { event: primaryKilled, moment: { command: 'commitTransaction', skip: 8 } },
  ])('$event.name', ({ event, moment }) => befall(bench, plan, event, moment, wanted));
});
