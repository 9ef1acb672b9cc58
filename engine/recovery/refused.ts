import type { CollectionLoss } from '../backup/index.ts';

/** Why a database was not put back to a backup. */
export type RecoveryRefusedCode =
  /** What was named is a dump without a manifest: there is nothing to hold the restored data against. */
  | 'rollback.no_manifest'
  /** The backup is of another database. */
  | 'rollback.other_place'
  /** The backup was not finished before the run began: it holds a part of what the run wrote. */
  | 'rollback.backup_later'
  /** Another run that is not rolled back would be undone with this one. */
  | 'rollback.run_stands'
  /** Collections were retired after the backup was made. */
  | 'rollback.retired'
  /** What would be lost was not confirmed, or has changed since it was shown. */
  | 'rollback.unconfirmed'
  /** Somebody wrote between the confirmation and the exchange. */
  | 'rollback.data_moved'
  /** A name that the exchange needs is taken. */
  | 'rollback.name_taken'
  /** The database is being put back to another backup, or for another run. */
  | 'rollback.unfinished';

/**
 * A return to a backup that was refused: every collection is under its name. Nothing was changed, but for
 * `rollback.data_moved`, where the run itself is taken back by then.
 */
export class RecoveryRefused extends Error {
  override readonly name = 'RecoveryRefused';
  readonly code: RecoveryRefusedCode;
  readonly hint: string;
  /** What would be lost, where that is what was not confirmed. */
  readonly loss: readonly CollectionLoss[] | undefined;
  /** What confirms this loss and no other. */
  readonly confirmation: string | undefined;

  constructor(
    code: RecoveryRefusedCode,
    message: string,
    hint: string,
    asked: { readonly loss?: readonly CollectionLoss[]; readonly confirmation?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.loss = asked.loss;
    this.confirmation = asked.confirmation;
  }
}
