import { createHash } from 'node:crypto';
import type { StoreNotice } from '../stores/index.ts';

/** Name of the manifest in a finished backup; it appears last, in one step, once everything was read back. */
export const manifestName = 'backup.json';

/** What stands there instead while a backup is being made, and stays where that was cut short. */
export const unfinishedName = 'backup.json.partial';

export const manifestFormat = 'client-drawer.backup';

/** Version of the manifest's form. */
export const manifestVersion = 1;

/** What every backup says of itself (I56, T40). */
export const consistencyNote =
  'Collections were read one after the other: this is no snapshot of one point in time. What was written while ' +
  'they were being read may be in it or not.';

/** One file below the backup's folder. */
export interface ManifestFile {
  /** From the backup's folder, with `/`. */
  readonly path: string;
  /** Bytes on the disk. */
  readonly size: number;
  /** `sha256:<hex>` of the bytes on the disk. */
  readonly sha256: string;
}

/** One collection: its files, and what its documents are. */
export interface ManifestCollection {
  readonly name: string;
  readonly documents: number;
  /** Bytes of uncompressed BSON. */
  readonly bytes: number;
  /** `sha256:<hex>` of the uncompressed BSON. */
  readonly sha256: string;
  /** `sum256:<hex>`, the same for the same documents in any order. */
  readonly content: string;
  readonly data: ManifestFile;
  readonly metadata: ManifestFile;
  /** Documents that the store held once the backup had been read; null for a store that does not change. */
  readonly live: number | null;
}

/** What a backup says of itself, as `backup.json` holds it. Times are ISO texts in UTC. */
export interface BackupManifest {
  readonly format: typeof manifestFormat;
  readonly version: typeof manifestVersion;
  readonly product: { readonly name: string; readonly version: string };
  /** Before which phase of the manual it was made. */
  readonly phase: string | null;
  /** The age of a backup counts from here (I70). */
  readonly started_at: string;
  readonly ended_at: string;
  readonly source: {
    readonly kind: string;
    readonly label: string;
    readonly database: string;
    /** Version and topology of the server. */
    readonly server: string | null;
  };
  /** The database's folder, which mongorestore reads. */
  readonly folder: string;
  readonly point_in_time: false;
  readonly note: string;
  readonly collections: readonly ManifestCollection[];
  /** Names of the collections with the product's own records, which a restore leaves out. */
  readonly records: readonly string[];
  /** Files that belong to no collection. */
  readonly files: readonly ManifestFile[];
  readonly totals: {
    readonly documents: number;
    readonly bytes: number;
    /** Bytes of all files on the disk, without the manifest. */
    readonly size: number;
  };
  readonly notices: readonly StoreNotice[];
  /** `sha256:<hex>` of all of the above, so that a changed manifest is told from a true one. */
  readonly digest: string;
}

/** All files that a manifest lists. */
export function manifestFiles(manifest: BackupManifest): readonly ManifestFile[] {
  return [...manifest.collections.flatMap(({ data, metadata }) => [data, metadata]), ...manifest.files];
}

/** The manifest with its digest, and its text. */
export function sealManifest(manifest: Omit<BackupManifest, 'digest'>): {
  readonly manifest: BackupManifest;
  readonly text: string;
} {
  const sealed = { ...manifest, digest: digestOf(manifest) };
  return { manifest: sealed, text: `${JSON.stringify(sealed, null, 2)}\n` };
}

/** Reads a manifest; `fault` says why it cannot be trusted. */
export function readManifest(
  text: string,
): { readonly manifest: BackupManifest } | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'it is no JSON' };
  }
  if (typeof value !== 'object' || value === null) return { fault: 'it is no JSON object' };
  const { digest, ...rest } = value as Partial<BackupManifest>;
  if (rest.format !== manifestFormat) return { fault: 'it is no manifest of a backup' };
  if (rest.version !== manifestVersion)
    return { fault: `it has the form ${JSON.stringify(rest.version)}, of a newer product` };
  if (digest !== digestOf(rest)) return { fault: 'it is not as it was written: its own digest differs' };
  return { manifest: value as BackupManifest };
}

/** The digest of what a manifest says, whatever its white space is. */
function digestOf(value: object): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(value)).digest('hex')}`;
}
