import { openDump, type SourceStore, StoreFailure, type TargetStore } from '../stores/index.ts';
import { checkAll } from './check.ts';
import { BackupFailure } from './failure.ts';
import type { BackupFinding } from './finding.ts';
import { compareLive, type LiveCount } from './live.ts';
import { locateBackup } from './locate.ts';
import { type BackupManifest, manifestName, unfinishedName } from './manifest.ts';
import { type BackupObserver, silent } from './observer.ts';
import { openBackup } from './open.ts';
import type { RestoredStore } from './restore-store.ts';
import { restoreStore } from './restore-store.ts';

/** How to verify a backup. */
export interface VerifyOptions {
  /** Compares the counts with those of this store now. */
  readonly source?: SourceStore;
  /** Restores the backup into a scratch store beside this one, which is removed again (I56). */
  readonly trial?: TargetStore;
  readonly observer?: BackupObserver;
}

/** What became of a verification. The backup is sound if and only if there is no finding. */
export interface BackupVerification {
  readonly directory: string;
  /** Absent where there is none that can be trusted. */
  readonly manifest?: BackupManifest;
  readonly findings: readonly BackupFinding[];
  readonly live: readonly LiveCount[];
  readonly trial?: RestoredStore;
}

/**
 * Reads a backup to its last byte and tells all that is wrong with it, in one go (I56).
 * @throws StoreFailure where there is no backup at all, or a store fails that it is compared with
 */
export async function verifyBackup(path: string, options: VerifyOptions = {}): Promise<BackupVerification> {
  const observer = options.observer ?? silent;
  const located = await locateBackup(path);
  const { directory } = located;
  if (located.state !== 'finished') {
    const findings = await findingsWithout(path, located, observer);
    return { directory, findings, live: [] };
  }
  const { manifest } = located;
  const findings = [...(await checkAll(directory, manifest, observer))];
  const live = options.source === undefined ? [] : await compareLive(manifest, options.source);
  if (options.trial === undefined || findings.length > 0) return { directory, manifest, findings, live };
  const trial = await tryRestore(path, options.trial, observer);
  if ('message' in trial) return { directory, manifest, findings: [trial], live };
  return { directory, manifest, findings, live, trial };
}

/** What is wrong where no manifest can be trusted; the documents of a bare dump are read all the same. */
async function findingsWithout(
  path: string,
  located: Exclude<Awaited<ReturnType<typeof locateBackup>>, { state: 'finished' }>,
  observer: BackupObserver,
): Promise<readonly BackupFinding[]> {
  if (located.state === 'unfinished') {
    const place = `${located.directory}/${unfinishedName}`;
    return [{ code: 'backup.unfinished', message: 'this backup was never finished', place }];
  }
  if (located.state === 'untrusted') {
    const place = `${located.directory}/${manifestName}`;
    return [{ code: 'backup.manifest', message: `the manifest is damaged: ${located.fault}`, place }];
  }
  const findings: BackupFinding[] = [
    { code: 'backup.no_manifest', message: `there is no ${manifestName} to compare with`, place: path },
  ];
  observer.step('check');
  const dump = await openDump(path);
  for (const { name } of await dump.collections()) {
    try {
      let done = 0;
      for await (const batch of dump.scan(name)) {
        done += batch.length;
        observer.progress(name, done, undefined);
      }
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      findings.push({ code: 'backup.unreadable', message: error.message, place: error.place });
    }
  }
  return findings;
}

async function tryRestore(
  path: string,
  beside: TargetStore,
  observer: BackupObserver,
): Promise<RestoredStore | BackupFinding> {
  const { store, expected } = await openBackup(path);
  observer.step('trial');
  const scratch = await beside.scratch();
  try {
    return await restoreStore(store, scratch, { records: true, expected, observer });
  } catch (error) {
    const ours = error instanceof BackupFailure;
    const refusal =
      error instanceof StoreFailure && (error.code === 'store.refused' || error.code === 'store.damaged');
    if (!ours && !refusal) throw error;
    return { code: 'backup.trial', message: error.message, place: error.place };
  } finally {
    await scratch.discard();
  }
}
