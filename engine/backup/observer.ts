import type { StoreNotice } from '../stores/index.ts';

/** The parts of the work, in the order in which they may be announced. */
export type BackupStep = 'copy' | 'check' | 'loss' | 'survey' | 'restore' | 'compare' | 'trial';

/** What making, checking and restoring a backup tell while they work. */
export interface BackupObserver {
  step(name: BackupStep): void;
  /** `done` of `total` documents of a collection; `total` is absent where nobody counted beforehand. */
  progress(collection: string, done: number, total: number | undefined): void;
  notice(notice: StoreNotice): void;
}

/** Tells nobody. */
export const silent: BackupObserver = { step: () => {}, progress: () => {}, notice: () => {} };
