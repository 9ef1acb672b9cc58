import { expect } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import type { ServerBench } from './server-bench.ts';
import { type CommandUnderFault, requireSaid, resume, type Undisturbed } from './server-commands.ts';
import type { Fault } from './server-faults.ts';

/**
 * Lets a fault befall a command, looks at how it ended, runs it again, and compares with an undisturbed one. Gives
 * false where the command did not come to the place of the fault.
 */
export async function undergo(
  bench: ServerBench,
  plan: Plan,
  command: CommandUnderFault,
  fault: Fault,
  wanted: Undisturbed,
): Promise<boolean> {
  const prepared = await command.prepare(bench);
  let over = false;
  const { happened } = await fault.arm(bench, () => over);
  try {
    const ended = await bench.run(...prepared.words);
    over = true;
    await bench.proxy.heal();
    const met = await happened;
    await bench.clear();
    const code = requireSaid(ended);
    if (!met) expect(code).toBe(undefined);
    else if (fault.ends !== undefined) expect(code).toBe(fault.ends);
    await resume(bench, plan, prepared, wanted);
    return met;
  } finally {
    over = true;
    await bench.clear();
    await bench.beside.db(prepared.database).dropDatabase();
  }
}

/** Undergoes all of them, prints how many came to pass, and fails with all that went wrong. */
export async function undergoAll(
  bench: ServerBench,
  plan: Plan,
  command: CommandUnderFault,
  faults: readonly Fault[],
  planned: number,
  wanted: Undisturbed,
): Promise<void> {
  const wrong: string[] = [];
  let covered = 0;
  for (const fault of faults) {
    try {
      if (await undergo(bench, plan, command, fault, wanted)) covered += 1;
      else wrong.push(`${fault.name}: did not come to pass`);
    } catch (error) {
      wrong.push(`${fault.name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  console.log(`faults of a server during ${command.name}: ${covered}/${planned}`);
  expect(wrong).toEqual([]);
}
