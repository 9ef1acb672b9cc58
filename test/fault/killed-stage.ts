import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import type { Failpoint } from '../../engine/migration/index.ts';
import { openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { type Staged, scratch, stageInto } from '../rehearsal/staging.ts';

export const dump = 'fixtures/dump';
export const parameters = { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' };
/** Clients in a bulk, so that the small dump makes several. */
export const batch = 12;

export const failpoints: readonly Failpoint[] = [
  'scan.done',
  'ledger.intended',
  'drawers.written',
  'companions.written',
  'bucket.done',
  'run.finishing',
  'run.done',
];

/** What an undisturbed run leaves and says. */
export interface Undisturbed {
  readonly drawers: readonly string[];
  readonly dispositions: readonly string[];
}

export async function undisturbed(plan: Plan): Promise<Undisturbed> {
  const { path, done } = await scratch();
  const target = await openEmbedded(join(path, 'target'), { create: true });
  try {
    return await look(plan, target, await stageInto(plan, dump, target, path, { parameters, batch }));
  } finally {
    await target.close();
    await done();
  }
}

/**
 * Kills a staging at the nth passing of a failpoint, starts it again, and compares with the undisturbed run. Gives
 * false when the point is not passed that often.
 */
export async function killAndResume(
  plan: Plan,
  point: Failpoint,
  nth: number,
  wanted: Undisturbed,
): Promise<boolean> {
  const { path, done } = await scratch();
  try {
    const directory = join(path, 'target');
    const call = { dump, target: directory, spool: join(path, 'spool'), point, nth, batch, run: 'run-1' };
    const child = spawnSync(process.execPath, ['test/fault/stage-child.mjs', JSON.stringify(call)], {
      encoding: 'utf8',
    });
    if (child.signal !== 'SIGKILL') {
      expect(child.stderr).toBe('');
      expect(child.status).toBe(0);
      return false;
    }
    const target = await openEmbedded(directory, { create: true });
    try {
      const staged = await stageInto(plan, dump, target, path, { parameters, batch, run: 'run-2' });
      const finished = point === 'run.done';
      expect(staged.result.run).toBe(finished || point === 'scan.done' ? 'run-2' : 'run-1');
      const got = await look(plan, target, staged);
      expect(got.drawers).toEqual(wanted.drawers);
      if (!finished) expect(got.dispositions).toEqual(wanted.dispositions);
      expect(staged.result.verification).toMatchObject({ different: 0, missing: 0 });
    } finally {
      await target.close();
    }
    return true;
  } finally {
    await done();
  }
}

async function look(plan: Plan, target: TargetStore, { accounts }: Staged): Promise<Undisturbed> {
  const drawers: string[] = [];
  for await (const some of target.list(plan.target.collection)) {
    drawers.push(...some.map((bytes) => Buffer.from(bytes).toString('base64')));
  }
  const dispositions = accounts.map(({ source, id, disposition, fault, warnings }) =>
    JSON.stringify([source, id, disposition, fault?.code, warnings.map(({ code }) => code)]),
  );
  return { drawers, dispositions: dispositions.sort() };
}
