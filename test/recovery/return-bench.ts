import { join } from 'node:path';
import { makeBackup, restoreStore } from '../../engine/backup/index.ts';
import type { Plan } from '../../engine/contract/index.ts';
import {
  RecoveryRefused,
  type ReturnRequest,
  type ReturnResult,
  returnToBackup,
} from '../../engine/recovery/index.ts';
import { currentHolder, openSource, openTarget, type TargetStore } from '../../engine/stores/index.ts';
import type { MakePlace } from '../fault/killed-stage.ts';
import { holdings, takeBack } from '../migration/rollback-bench.ts';
import { scratch, stageInto } from '../rehearsal/staging.ts';

const dump = 'fixtures/dump';
const parameters = { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' };

/** A database with legacy documents, its backup, and a run after it. */
export interface Backed {
  /** As a STORE text. */
  readonly place: string;
  readonly target: TargetStore;
  readonly backup: string;
  readonly run: string;
  /** What it held when it was backed up. */
  readonly before: Awaited<ReturnType<typeof holdings>>;
  readonly path: string;
  done(): Promise<void>;
}

/** Brings the dump in, makes a backup, migrates. `between` does something right before the backup. */
export async function backedUp(
  plan: Plan,
  makePlace: MakePlace,
  between: (target: TargetStore) => Promise<void> = async () => undefined,
): Promise<Backed> {
  const { path, done } = await scratch();
  const { store: place, gone } = await makePlace(path);
  const target = await openTarget(place, { create: true });
  const settings = { parameters, batch: 40 };
  if (target.kind === 'mongodb') {
    await stageInto(plan, dump, target, path, { ...settings, run: 'run-0' });
    await takeBack(target, 'run-0');
  } else {
    const source = await openSource(dump);
    await restoreStore(source, target, {});
    await source.close();
  }
  await between(target);
  const backup = join(path, 'backup');
  const at = new Date('2025-05-31T00:00:00Z');
  await makeBackup(target, {
    directory: backup,
    product: { name: 'test', version: '0' },
    started: at,
    clock: () => at,
  });
  const before = await holdings(target);
  await stageInto(plan, dump, target, path, { ...settings, run: 'run-1' });
  return {
    place,
    target,
    backup,
    run: 'run-1',
    before,
    path,
    async done() {
      await target.close();
      await gone();
      await done();
    },
  };
}

/** Puts it back as the command does; by default everything is agreed to but the code. */
export function putBack(
  { target, backup, run }: Pick<Backed, 'target' | 'backup' | 'run'>,
  more: Partial<ReturnRequest> = {},
): Promise<ReturnResult> {
  return returnToBackup({
    run,
    backup,
    target,
    legacy: undefined,
    agreed: true,
    confirmation: undefined,
    holder: currentHolder('return'),
    now: new Date('2025-06-02T10:00:00.000Z'),
    observer: { step: () => undefined, progress: () => undefined, notice: () => undefined },
    ...more,
  });
}

/** How a call is refused. */
export async function refusalOf(work: Promise<unknown>): Promise<RecoveryRefused> {
  try {
    await work;
  } catch (error) {
    if (error instanceof RecoveryRefused) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** The code that confirms what would be lost now. */
export async function codeFor(backed: Backed): Promise<string> {
  return (await refusalOf(putBack(backed))).confirmation ?? '';
}
