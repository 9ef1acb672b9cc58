import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const generator = fileURLToPath(new URL('../fixtures/main.js', import.meta.url));

/** A client of the generator's usual course has this many legacy documents, on average. */
const DOCUMENTS_PER_CLIENT = 5.25;

/** Gives `work` a folder of its own, which is removed afterwards. */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'drawer-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Generates a dump of about so many legacy documents below `folder`; gives its place. */
export async function generateDump(folder: string, documents: number): Promise<string> {
  const clients = Math.max(1, Math.round(documents / DOCUMENTS_PER_CLIENT));
  const out = join(folder, 'dump');
  await promisify(execFile)(process.execPath, [
    generator,
    '--scale',
    String(clients),
    '--no-key',
    '--out',
    out,
  ]);
  return out;
}
