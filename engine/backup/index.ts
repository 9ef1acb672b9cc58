export { type Choice, chooseCollections, type LeftOut } from './choose.ts';
export { BackupFailure, type BackupFailureCode } from './failure.ts';
export { type BackupCode, type BackupFinding, backupCodes } from './finding.ts';
export type { LiveCount } from './live.ts';
export { type Located, locateBackup } from './locate.ts';
export { type CollectionLoss, contentOfCollection, lossOf, noContent } from './loss.ts';
export { type BackupOptions, makeBackup } from './make.ts';
export {
  type BackupManifest,
  consistencyNote,
  type ManifestCollection,
  type ManifestFile,
  manifestName,
  unfinishedName,
} from './manifest.ts';
export { backupName } from './name.ts';
export type { BackupObserver, BackupStep } from './observer.ts';
export { type OpenedBackup, openBackup } from './open.ts';
export { isRecord } from './records.ts';
export { type RestoredBackup, type RestoreOptions, restoreBackup } from './restore-backup.ts';
export {
  type RestoredCollection,
  type RestoredStore,
  type RestoreStoreOptions,
  restoreStore,
} from './restore-store.ts';
export { endRestore } from './restoring.ts';
export { requireSound } from './sound.ts';
export { type BackupVerification, type VerifyOptions, verifyBackup } from './verify.ts';
