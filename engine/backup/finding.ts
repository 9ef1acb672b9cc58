/** What may be wrong with a backup. */
export const backupCodes = {
  'backup.unfinished': 'The backup was never finished.',
  'backup.no_manifest': 'There is no manifest: nothing says what must be there.',
  'backup.manifest': 'The manifest is not as it was written.',
  'backup.file_missing': 'A file of the backup is not there.',
  'backup.file_extra': 'Something lies in the backup that the manifest does not know.',
  'backup.file_differs': 'A file is not as it was written.',
  'backup.unreadable': 'A collection cannot be read to its end.',
  'backup.content_differs': 'A collection holds other documents than the manifest says.',
  'backup.trial': 'The backup could not be restored into a scratch store.',
} as const;

export type BackupCode = keyof typeof backupCodes;

/** One thing that is wrong with a backup. */
export interface BackupFinding {
  readonly code: BackupCode;
  readonly message: string;
  /** File or collection. */
  readonly place: string;
}
