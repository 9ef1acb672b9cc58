import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FolderFiles } from './new-folder.ts';

/** Digests freeze one version; a copy that is about to change has none. */
/** What belongs to one version alone: its seal, and the changes that were accepted for it. */
const own: ReadonlySet<string> = new Set(['seal.yaml', 'accepted.yaml']);

/**
 * The files of a contract version as another version: all of them but what is its own, byte for byte, with another `version`
 * in `contract.yaml`. Undefined when that file has no line `version: …` of its own.
 */
export async function copyVersion(folder: string, version: string): Promise<FolderFiles | undefined> {
  const files = new Map<string, string | Uint8Array>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (!own.has(name)) files.set(name, await readFile(path));
  }
  const contract = files.get('contract.yaml');
  if (contract === undefined) return undefined;
  const text = renumbered(Buffer.from(contract).toString('utf8'), version);
  if (text === undefined) return undefined;
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))).set('contract.yaml', text);
}

/** The text with another version; what stands behind it on the line stays. */
function renumbered(text: string, version: string): string | undefined {
  const line = /^(version:[ \t]*)(?:"[^"\n]*"|'[^'\n]*')/m;
  return line.test(text) ? text.replace(line, `$1${JSON.stringify(version)}`) : undefined;
}
