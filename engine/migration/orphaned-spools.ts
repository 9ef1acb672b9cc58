import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LeaseHolder, provablyDead } from '../stores/index.ts';

const OWNER = 'owner.json';

/** Notes in a spool's folder whose it is, so that it can be told orphaned later. */
export async function claimSpool(directory: string, holder: LeaseHolder): Promise<void> {
  await writeFile(join(directory, OWNER), JSON.stringify(holder), { mode: 0o600 });
}

/**
 * Removes the spools below `base` whose process is provably dead on this host: what a killed run has left. Gives the
 * names of their folders.
 */
export async function removeOrphanedSpools(base: string): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of await foldersIn(base)) {
    const owner = await ownerOf(join(base, name));
    if (owner === undefined || !provablyDead(owner)) continue;
    await rm(join(base, name), { recursive: true, force: true });
    removed.push(name);
  }
  return removed;
}

async function foldersIn(base: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(base, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function ownerOf(directory: string): Promise<LeaseHolder | undefined> {
  try {
    const owner: unknown = JSON.parse(await readFile(join(directory, OWNER), 'utf8'));
    return isHolder(owner) ? owner : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is LeaseHolder {
  if (typeof value !== 'object' || value === null) return false;
  const { host, pid, startedAt, run } = value as Record<string, unknown>;
  return (
    typeof host === 'string' &&
    typeof pid === 'number' &&
    typeof startedAt === 'string' &&
    typeof run === 'string'
  );
}
