import { resolve } from 'node:path';
import type { BackupManifest } from '../backup/index.ts';
import { listRuns, type RunRecord } from '../migration/index.ts';
import { listRetirements } from '../retirement/index.ts';
import type { TargetStore } from '../stores/index.ts';
import { RecoveryRefused } from './refused.ts';

/** The one of these stores that a backup is of. Throws {@link RecoveryRefused} where it is none of them. */
export function storeOf(manifest: BackupManifest, stores: readonly TargetStore[]): TargetStore {
  const place = placeOf(manifest.source.label);
  const found = stores.find(({ label }) => placeOf(label) === place);
  if (found !== undefined) return found;
  throw new RecoveryRefused(
    'rollback.other_place',
    `the backup is of ${manifest.source.label}, not of ${stores.map(({ label }) => label).join(' or ')}`,
    'restore brings a backup into another database',
  );
}

function placeOf(label: string): string {
  return label.startsWith('embedded:') ? `embedded:${resolve(label.slice('embedded:'.length))}` : label;
}

/**
 * Makes sure that the backup is from before the run, and that nothing else which the target remembers would be undone
 * with it: no other run that stands, no collection that was retired since. Throws {@link RecoveryRefused}.
 */
export async function requireAlone(
  target: TargetStore,
  run: RunRecord,
  manifest: BackupManifest,
): Promise<void> {
  const began = new Date(manifest.started_at);
  if (new Date(manifest.ended_at) > run.now)
    throw new RecoveryRefused(
      'rollback.backup_later',
      `the backup was made until ${manifest.ended_at}, the run ${run.id} began at ${run.now.toISOString()}`,
      'take a backup from before the run',
    );
  const standing = (await listRuns(target)).filter(
    ({ id, state, now }) => id !== run.id && state !== 'rolled_back' && (state !== 'done' || now >= began),
  );
  if (standing.length > 0)
    throw new RecoveryRefused(
      'rollback.run_stands',
      `${standing.map(({ id, state }) => `${id} (${state})`).join(', ')} would be undone with it`,
      'roll them back first, the latest first: drawer rollback RUN',
    );
  const retired = (await listRetirements(target)).filter(
    ({ state, startedAt }) => state !== 'returned' && startedAt >= began,
  );
  if (retired.length > 0)
    throw new RecoveryRefused(
      'rollback.retired',
      `collections were retired since the backup: ${retired.map((one) => one.run).join(', ')}`,
      'bring them back first: drawer undeprecate',
    );
}
