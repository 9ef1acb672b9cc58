import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { it } from 'vitest';

/** The folder of real tools and dumps that may stand beside the project. */
const folder = resolve(import.meta.dirname, '../../../../shared');

/** Why tests with real tools and dumps cannot run here; undefined when they can. In CI they must. */
export const sharedMissing: string | undefined =
  existsSync(join(folder, 'bin/bsondump')) && existsSync(join(folder, 'dumps'))
    ? undefined
    : 'the real tools and dumps are not beside the project (../shared/bin, ../shared/dumps)';

/**
 * Makes tests that need the real tools or dumps. A stranger's clone does not have them: there one test stands for all
 * and is skipped, its name saying why. In CI the same is a failure.
 */
export function withShared(title: string, tests: () => void): void {
  if (sharedMissing === undefined) tests();
  else if (process.env.CI === 'true') {
    it(title, () => {
      throw new Error(sharedMissing);
    });
  } else it.skip(`${title}, skipped: ${sharedMissing}`);
}

/** Path of one of the real dumps. */
export function sharedDump(path: string): string {
  return join(folder, 'dumps', path);
}

/** What the real bsondump reads in a file: one canonical extended JSON text a document. */
export function bsondump(file: string): readonly string[] {
  const output = execFileSync(join(folder, 'bin/bsondump'), ['--quiet', '--type=json', file], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return output.split('\n').filter((line) => line !== '');
}
