import { expect } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { type Ended, stackTrace } from '../cli/drawer.ts';
import { dump } from '../cli/workbench.ts';
import { migration, type ServerBench } from './server-bench.ts';
import { type Held, heldIn } from './server-held.ts';

/** A command that changes a database, to be disturbed. */
export interface CommandUnderFault {
  readonly name: 'apply' | 'stage' | 'rollback';
  /** Makes a database for it and says how it is called there. */
  prepare(bench: ServerBench): Promise<Prepared>;
}

/** A command about to be run in a database of its own. */
export interface Prepared {
  readonly database: string;
  readonly words: readonly string[];
}

/** How a command that nobody disturbed has ended. */
export interface Undisturbed {
  readonly held: Held;
  readonly told: Told;
  /** Bytes of each message to the server, by command. */
  readonly sent: ReadonlyMap<string, readonly number[]>;
}

export const apply: CommandUnderFault = {
  name: 'apply',
  prepare: async (bench) => {
    const database = await bench.database();
    const uri = bench.uri(database);
    return { database, words: ['apply', '--source', uri, ...migration(bench, uri), '--env', 'staging'] };
  },
};

export const stage: CommandUnderFault = {
  name: 'stage',
  prepare: async (bench) => {
    const database = await bench.database(true);
    return { database, words: ['stage', dump, '--no-rehearsal', ...migration(bench, bench.uri(database))] };
  },
};

export const rollback: CommandUnderFault = {
  name: 'rollback',
  prepare: async (bench) => {
    const { database, words } = await apply.prepare(bench);
    const applied = await bench.again(...words);
    expect(applied.code, applied.stderr).toBe(1);
    const { run } = JSON.parse(applied.stdout) as { readonly run: string };
    return { database, words: ['rollback', run, '--target', bench.uri(database)] };
  },
};

/** Runs a command to its end with nothing in its way. */
export async function undisturbed(
  bench: ServerBench,
  plan: Plan,
  command: CommandUnderFault,
): Promise<Undisturbed> {
  const { database, words } = await command.prepare(bench);
  const before = new Map(bench.proxy.sent);
  const ended = await bench.run(...words);
  requireFinished(ended);
  const sent = new Map(
    [...bench.proxy.sent].map(([name, all]) => [name, all.slice(before.get(name)?.length)]),
  );
  return { held: await heldIn(plan, bench.set.uri(database)), told: toldBy(ended), sent };
}

/** Sums up of a command's document what the conservation law is about (design §7). */
export interface Told {
  /** Per source: what landed, in whatever run, and the other dispositions. */
  readonly dispositions: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly drawers: number;
}

interface Counted {
  readonly [name: string]: number;
}

function toldBy({ stdout }: Ended): Told {
  const {
    steps = [],
    entities = [],
    drawers,
  } = JSON.parse(stdout) as {
    readonly steps?: readonly { readonly collections: Readonly<Record<string, Counted>> }[];
    readonly entities?: readonly { readonly collections: Readonly<Record<string, Counted>> }[];
    readonly drawers?: { readonly total?: number };
  };
  const dispositions: Record<string, Readonly<Record<string, number>>> = {};
  for (const { collections } of [...steps, ...entities]) {
    for (const [source, { migrated = 0, already_present = 0, total: _, ...others }] of Object.entries(
      collections,
    ))
      dispositions[source] = { landed: migrated + already_present, ...others };
  }
  return { dispositions, drawers: drawers?.total ?? 0 };
}

/** A command that finished has nothing to say about itself; findings in the data are no failure. */
export function requireFinished(ended: Ended): void {
  expect(ended.stderr).not.toMatch(stackTrace);
  expect([0, 1], ended.stderr).toContain(ended.code);
}

/**
 * A command that was disturbed finished all the same, or ended in words: a code, where, and one of the exit codes of
 * failures outside. Gives the code, `undefined` when it finished.
 */
export function requireSaid(ended: Ended): string | undefined {
  expect(ended.stderr).not.toMatch(stackTrace);
  if (ended.code === 0 || ended.code === 1) return undefined;
  expect([3, 4, 5], ended.stderr).toContain(ended.code);
  const { error } = JSON.parse(ended.stdout) as { readonly error: { readonly code: string } };
  expect(error.code).toMatch(/^[a-z]+(\.[a-z_]+)?$/);
  expect(ended.stderr).toContain('drawer: ');
  return error.code;
}

/** The command runs once more, ends well, and leaves and tells what an undisturbed one does. */
export async function resume(
  bench: ServerBench,
  plan: Plan,
  { database, words }: Prepared,
  wanted: Undisturbed,
): Promise<void> {
  const ended = await bench.again(...words);
  requireFinished(ended);
  expect(toldBy(ended)).toEqual(wanted.told);
  await requireHeld(bench, plan, database, wanted.held);
}

/** The database holds what an undisturbed command leaves there. */
export async function requireHeld(
  bench: ServerBench,
  plan: Plan,
  database: string,
  wanted: Held,
): Promise<void> {
  const held = await heldIn(plan, bench.set.uri(database));
  expect(held.open).toBe(0);
  expect(new Set(held.runs)).toEqual(new Set(wanted.runs));
  expect(held.digests).toEqual(wanted.digests);
  expect(held.quarantine).toEqual(wanted.quarantine);
}
