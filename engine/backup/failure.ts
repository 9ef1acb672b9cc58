import type { SourceStore } from '../stores/index.ts';

/** Why a backup was not made or a restore not done, other than by a store that fails. */
export type BackupFailureCode =
  /** The store holds no document: there is nothing to back up. */
  | 'backup.nothing'
  /** What is to be restored is there already, at least in part (T43). */
  | 'restore.not_empty'
  /** Asked for by name, but a record of the product, which is restored on demand only. */
  | 'restore.records'
  /** A collection that only the server's own tools can fill: the buckets of a time series, a capped one. */
  | 'restore.system'
  /** No document was restored (I57). */
  | 'restore.nothing'
  /** After the restore the target holds something else than the backup. */
  | 'restore.different';

/** A backup or restore that ended without doing what it was asked for. */
export class BackupFailure extends Error {
  readonly code: BackupFailureCode;
  readonly place: string;
  readonly hint: string;

  constructor(code: BackupFailureCode, message: string, detail: { place: string; hint: string }) {
    super(message);
    this.name = 'BackupFailure';
    this.code = code;
    this.place = detail.place;
    this.hint = detail.hint;
  }
}

/** The failure of a restore that would restore no document (I57). */
export function nothingToRestore(source: SourceStore): BackupFailure {
  return new BackupFailure('restore.nothing', 'there is no document to restore', {
    place: source.label,
    hint: 'name the backup itself or the folder of its database; nothing was changed',
  });
}
