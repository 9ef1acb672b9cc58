import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import type { Moment, ServerBench } from './server-bench.ts';
import { apply, requireSaid, resume, type Undisturbed } from './server-commands.ts';

/** Something that befalls the whole server or the whole command. */
export interface Event {
  readonly name: string;
  /** Lets it happen; what it gives is done once the command has ended. */
  happen(bench: ServerBench): Promise<() => Promise<unknown>>;
  /** The code that the command must end with; undefined where it has to finish. */
  readonly ends: string | undefined;
}

const nothing = async (): Promise<void> => undefined;

/** Halts the server for so many seconds. */
export function frozen(seconds: number): Event {
  return {
    name: `the server frozen for ${seconds} s`,
    ends: undefined,
    happen: async ({ set }) => {
      set.freeze();
      setTimeout(() => set.thaw(), seconds * 1000);
      return nothing;
    },
  };
}

export const restarted: Event = {
  name: 'the server killed with -9 and started again',
  ends: undefined,
  happen: async ({ set }) => {
    await set.kill(0);
    await set.restart(0);
    await set.waitForPrimary();
    return nothing;
  },
};

export const gone: Event = {
  name: 'the server killed with -9 and not there for longer than the command waits',
  ends: 'store.unreachable',
  happen: async ({ set }) => {
    await set.kill(0);
    return async () => {
      await set.restart(0);
      await set.waitForPrimary();
    };
  },
};

export const steppedDown: Event = {
  name: 'the primary of three nodes stepping down',
  ends: undefined,
  happen: async ({ set }) => {
    await set.stepDown(20);
    return nothing;
  },
};

export const primaryKilled: Event = {
  name: 'the primary of three nodes killed with -9',
  ends: undefined,
  happen: async ({ set }) => {
    const node = await set.waitForPrimary();
    await set.kill(node);
    return async () => {
      await set.restart(node);
      await set.waitForPrimary();
    };
  },
};

/** Lets an event happen at a message of `apply`, looks at how it ended, runs it again, and compares. */
export async function befall(
  bench: ServerBench,
  plan: Plan,
  event: Event,
  moment: Moment,
  wanted: Undisturbed,
): Promise<void> {
  const prepared = await apply.prepare(bench);
  let over = false;
  let after = nothing;
  const happened = bench.at(
    moment,
    async () => (after = (await event.happen(bench)) as typeof nothing),
    () => over,
  );
  // The fail point is set by the time that a process has started.
  const ended = await bench.run(...prepared.words);
  over = true;
  expect(await happened).toBe(true);
  await after();
  expect(requireSaid(ended), ended.stderr).toBe(event.ends);
  await resume(bench, plan, prepared, wanted);
  await bench.beside.db(prepared.database).dropDatabase();
}

/**
 * Halts a command for longer than its lease lasts; another one takes over and ends well. When the first one goes on it
 * finds its lease gone, and changes nothing more.
 */
export async function overtake(
  bench: ServerBench,
  plan: Plan,
  moment: Moment,
  wanted: Undisturbed,
): Promise<void> {
  const prepared = await apply.prepare(bench);
  const first = bench.start(...prepared.words);
  let over = false;
  void first.ended.then(() => {
    over = true;
  });
  const halted = await bench.at(
    moment,
    async () => process.kill(first.pid, 'SIGSTOP'),
    () => over,
  );
  expect(halted).toBe(true);
  try {
    const early = await bench.again(...prepared.words);
    expect([early.code, requireSaid(early)]).toEqual([3, 'store.locked']);
    await sleep(16_000);
    await resume(bench, plan, prepared, wanted);
  } finally {
    process.kill(first.pid, 'SIGCONT');
  }
  const ended = await first.ended;
  expect([ended.code, requireSaid(ended)], ended.stderr).toEqual([3, 'store.locked']);
  await resume(bench, plan, prepared, wanted);
  await bench.beside.db(prepared.database).dropDatabase();
}
