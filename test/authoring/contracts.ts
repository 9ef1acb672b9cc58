import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The made-up contract of the tests, and the one that is shipped. */
export const library = resolve('test/contracts/library/1.0.0');
export const edn360 = resolve('contracts/edn360/1.0.0');

/** Texts to replace in a file of a contract; each must be there. */
export type Edits = Readonly<Record<string, readonly (readonly [string, string])[]>>;

/** A copy of a contract with some texts replaced, in a folder of one's own. */
export async function editedContract(
  folder: string,
  edits: Edits,
): Promise<{ readonly path: string; readonly bench: string; done(): Promise<void> }> {
  const bench = await mkdtemp(join(tmpdir(), 'drawer-authoring-'));
  const [name = '', version = ''] = folder.split('/').slice(-2);
  const path = join(bench, name, version);
  await cp(folder, path, { recursive: true });
  for (const [file, changes] of Object.entries(edits)) {
    let text = await readFile(join(path, file), 'utf8');
    for (const [before, after] of changes) {
      if (!text.includes(before)) throw new Error(`${file} does not hold ${before}`);
      text = text.replace(before, after);
    }
    await writeFile(join(path, file), text);
  }
  return { path, bench, done: () => rm(bench, { recursive: true, force: true }) };
}
