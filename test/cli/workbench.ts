import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The dump that the project ships, and what its cutoff is. */
export const dump = resolve('fixtures/dump');
export const cutoff = 'DUAL_WRITE_START_AT=2025-02-01T00:00:00Z';

/** The contract that the project ships. */
export const contractFolder = resolve('contracts/edn360/1.0.0');

/** A folder of one's own, removed by `done`. */
export async function workbench(): Promise<{ readonly path: string; done(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'drawer-cli-'));
  return { path, done: () => rm(path, { recursive: true, force: true }) };
}

/** A copy of the shipped contract with some texts replaced; each must be there. */
export async function changedContract(
  bench: string,
  file: string,
  ...changes: readonly (readonly [string, string])[]
): Promise<string> {
  const folder = join(bench, 'contracts/edn360/1.0.0');
  await cp(contractFolder, folder, { recursive: true });
  let text = await readFile(join(folder, file), 'utf8');
  for (const [before, after] of changes) {
    if (!text.includes(before)) throw new Error(`${file} does not hold ${before}`);
    text = text.replace(before, after);
  }
  await writeFile(join(folder, file), text);
  return folder;
}
