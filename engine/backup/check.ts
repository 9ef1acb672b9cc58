import { join } from 'node:path';
import { openDump, type SourceStore, StoreFailure } from '../stores/index.ts';
import { fileFacts, listFiles } from './file-facts.ts';
import type { BackupFinding } from './finding.ts';
import {
  type BackupManifest,
  type ManifestCollection,
  type ManifestFile,
  manifestFiles,
  manifestName,
  unfinishedName,
} from './manifest.ts';
import type { BackupObserver } from './observer.ts';

/**
 * Holds the files of a backup against its manifest: nothing missing, nothing beside it, every byte as it was
 * written. `only` looks at the files of these collections alone, and passes over what else lies there.
 */
export async function checkFiles(
  directory: string,
  manifest: BackupManifest,
  only?: ReadonlySet<string>,
): Promise<readonly BackupFinding[]> {
  const findings: BackupFinding[] = [];
  const note = (code: BackupFinding['code'], message: string, path: string): void => {
    findings.push({ code, message, place: join(directory, path) });
  };
  const { files, others } = await listFiles(directory);
  const present = new Set(files);
  const known = new Map(expectedFiles(manifest, only).map((file) => [file.path, file]));
  for (const [path, expected] of known) {
    if (!present.has(path)) {
      note(
        'backup.file_missing',
        others.includes(path) ? 'this is no regular file' : 'the file is gone',
        path,
      );
      continue;
    }
    const found = await fileFacts(directory, path);
    if (found.size !== expected.size)
      note('backup.file_differs', `${found.size} bytes, not ${expected.size} as it was written`, path);
    else if (found.sha256 !== expected.sha256)
      note('backup.file_differs', 'its SHA-256 is not that of what was written', path);
  }
  if (only !== undefined) return findings;
  for (const path of [...files, ...others]) {
    if (known.has(path) || path === manifestName || path === unfinishedName) continue;
    note('backup.file_extra', 'the manifest does not know it', path);
  }
  return findings;
}

/** Everything that is wrong with a backup whose manifest can be trusted: every file and document is read to its end. */
export async function checkAll(
  directory: string,
  manifest: BackupManifest,
  observer: BackupObserver,
): Promise<readonly BackupFinding[]> {
  observer.step('check');
  const files = await checkFiles(directory, manifest);
  const missing = files.filter(({ code }) => code === 'backup.file_missing').map(({ place }) => place);
  return [...files, ...(await checkCollections(directory, manifest, new Set(missing), observer))];
}

function expectedFiles(manifest: BackupManifest, only?: ReadonlySet<string>): readonly ManifestFile[] {
  if (only === undefined) return manifestFiles(manifest);
  return manifest.collections
    .filter(({ name }) => only.has(name))
    .flatMap(({ data, metadata }) => [data, metadata]);
}

/** Reads every collection of a backup to its last document and compares it with the manifest. */
async function checkCollections(
  directory: string,
  manifest: BackupManifest,
  missing: ReadonlySet<string>,
  observer: BackupObserver,
): Promise<readonly BackupFinding[]> {
  try {
    const store = await openDump(join(directory, manifest.folder));
    const findings: BackupFinding[] = store.notices
      .filter(({ code }) => code === 'dump.metadata_unreadable')
      .map(({ message, place }) => ({ code: 'backup.unreadable', message, place }));
    for (const collection of manifest.collections) {
      if (missing.has(join(directory, collection.data.path))) continue;
      const found = await checkCollection(store, collection, observer);
      if (found !== undefined) findings.push(found);
    }
    return findings;
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    return [{ code: 'backup.unreadable', message: error.message, place: error.place }];
  }
}

async function checkCollection(
  store: SourceStore,
  expected: ManifestCollection,
  observer: BackupObserver,
): Promise<BackupFinding | undefined> {
  try {
    const scan = store.scan(expected.name);
    let done = 0;
    for await (const batch of scan) {
      done += batch.length;
      observer.progress(expected.name, done, expected.documents);
    }
    const { documents, bytes, sha256 } = scan.summary();
    if (documents === expected.documents && bytes === expected.bytes && sha256 === expected.sha256)
      return undefined;
    const what =
      documents === expected.documents
        ? 'other documents'
        : `${documents} documents, not ${expected.documents}`;
    return { code: 'backup.content_differs', message: `it holds ${what}`, place: expected.name };
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    const offset = error.offset === undefined ? '' : `, byte ${error.offset}`;
    return { code: 'backup.unreadable', message: error.message, place: `${error.place}${offset}` };
  }
}
