import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import type { Failpoint } from '../../engine/migration/index.ts';
import { openTarget, type TargetStore } from '../../engine/stores/index.ts';
import { type Staged, scratch, stageInto } from '../rehearsal/staging.ts';
import { freshDatabase } from '../server/database.ts';

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

/** Failpoints that only a run on a server passes, which writes links onto the legacy documents. */
export const serverFailpoints: readonly Failpoint[] = [...failpoints, 'links.written'];

/** What an undisturbed run leaves and says. */
export interface Undisturbed {
  readonly drawers: readonly string[];
  /** The legacy documents, where they are in the target. */
  readonly legacy: readonly string[];
  readonly dispositions: readonly string[];
}

/** A new, empty place for a target, as a STORE text. */
export type MakePlace = (folder: string) => Promise<{ readonly store: string; gone(): Promise<void> }>;

export const embedded: MakePlace = async (folder) => ({
  store: `embedded:${join(folder, 'target')}`,
  gone: async () => undefined,
});

export const server: MakePlace = async () => {
  const database = await freshDatabase();
  return { store: database.uri, gone: () => database.drop() };
};

export async function undisturbed(plan: Plan, makePlace: MakePlace = embedded): Promise<Undisturbed> {
  const { path, done } = await scratch();
  const place = await makePlace(path);
  const target = await openTarget(place.store, { create: true });
  try {
    return await look(plan, target, await stageInto(plan, dump, target, path, { parameters, batch }));
  } finally {
    await target.close();
    await place.gone();
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
  makePlace: MakePlace = embedded,
): Promise<boolean> {
  const { path, done } = await scratch();
  const place = await makePlace(path);
  try {
    const call = { dump, target: place.store, spool: join(path, 'spool'), point, nth, batch, run: 'run-1' };
    const child = spawnSync(process.execPath, ['test/fault/stage-child.mjs', JSON.stringify(call)], {
      encoding: 'utf8',
    });
    if (child.signal !== 'SIGKILL') {
      expect(child.stderr).toBe('');
      expect(child.status).toBe(0);
      return false;
    }
    const target = await openTarget(place.store, { create: true });
    try {
      const staged = await stageInto(plan, dump, target, path, { parameters, batch, run: 'run-2' });
      const finished = point === 'run.done';
      expect(staged.result.run).toBe(finished || point === 'scan.done' ? 'run-2' : 'run-1');
      const got = await look(plan, target, staged);
      expect(got.drawers).toEqual(wanted.drawers);
      expect(got.legacy).toEqual(wanted.legacy);
      if (!finished) expect(got.dispositions).toEqual(wanted.dispositions);
      expect(staged.result.verification).toMatchObject({ different: 0, missing: 0 });
    } finally {
      await target.close();
    }
    return true;
  } finally {
    await place.gone();
    await done();
  }
}

async function look(plan: Plan, target: TargetStore, { accounts }: Staged): Promise<Undisturbed> {
  const drawers = await everything(target, plan.target.collection);
  const legacy: string[] = [];
  for (const { collection } of plan.sources) legacy.push(...(await everything(target, collection)));
  const dispositions = accounts.map(({ source, id, disposition, fault, warnings }) =>
    JSON.stringify([source, id, disposition, fault?.code, warnings.map(({ code }) => code)]),
  );
  return { drawers, legacy, dispositions: dispositions.sort() };
}

async function everything(target: TargetStore, collection: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const some of target.list(collection)) {
    found.push(...some.map((bytes) => Buffer.from(bytes).toString('base64')));
  }
  return found;
}
