import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'run-'));
  cpSync('.ci', join(root, 'project/.ci'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs the copied script with an `npm` that does what each of its commands is told; others succeed. */
function run(commands: Readonly<Record<string, string>>): {
  readonly status: number | null;
  readonly lines: string[];
} {
  const cases = Object.entries(commands).map(
    ([words, script]) => `  ${words.replaceAll(' ', '\\ ')}) ${script} ;;`,
  );
  mkdirSync(join(root, 'bin'), { recursive: true });
  const npm = join(root, 'bin/npm');
  writeFileSync(
    npm,
    `#!/usr/bin/env bash
report="\${@: -1}"
report="\${report#--outputFile.json=}"
tests() { node -e '
  const [passed, failed] = process.argv.slice(1).map(Number);
  const assertionResults = [...Array(passed).fill("passed"), ...Array(failed).fill("failed")].map((status) => ({ status }));
  require("fs").writeFileSync(process.env.REPORT, JSON.stringify({ testResults: [{ status: "passed", assertionResults }] }));
' "$1" "$2"; return "$2"; }
export REPORT="$report"
case "$1 $2" in
${cases.join('\n')}
esac
`,
  );
  chmodSync(npm, 0o755);
  const { status, stdout } = spawnSync(join(root, 'project/.ci/run'), {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(root, 'bin')}:${process.env.PATH}` },
  });
  return { status, lines: stdout.trimEnd().split('\n') };
}

const sound = { 'run test': 'tests 3 0', 'run test:full': 'tests 2 0' };

describe('.ci/run', () => {
  it('ends with the sum of both suites alone on its last line', () => {
    const { status, lines } = run(sound);
    expect(lines.at(-1)).toBe('5 passed, 0 failed');
    expect(lines).toContain('database tools: none beside the project; tests that need them are skipped');
    expect(status).toBe(0);
  });

  it.each([
    [
      'installing fails, and nothing else is tried',
      { ...sound, 'ci --no-audit': 'exit 1' },
      '0 passed, 1 failed',
    ],
    ['a test fails', { ...sound, 'run test:full': 'tests 1 1' }, '4 passed, 1 failed'],
    ['a suite has no test', { ...sound, 'run test': 'tests 0 0' }, '2 passed, 1 failed'],
    ['a suite leaves no report', { ...sound, 'run test': 'exit 0' }, '2 passed, 1 failed'],
    [
      'a suite breaks off after its tests',
      { ...sound, 'run test': 'tests 3 0; exit 1' },
      '5 passed, 1 failed',
    ],
    ['a check fails', { ...sound, 'run -s': 'exit 1' }, '5 passed, 5 failed'],
    ['its own folder goes away', { ...sound, 'run test': 'rm -rf .ci; exit 1' }, '0 passed, 2 failed'],
    ['it is ended', { ...sound, 'run test': 'kill $PPID' }, '0 passed, 1 failed'],
  ])('ends with 1 and says how many when %s', (_, commands, last) => {
    const { status, lines } = run(commands);
    expect(lines.at(-1)).toBe(last);
    expect(status).not.toBe(0);
  });

  it('puts database tools beside the project on the PATH, and says so', () => {
    mkdirSync(join(root, 'shared/bin'), { recursive: true });
    const { lines } = run({ ...sound, 'ci --no-audit': 'echo "first: $PATH" | cut -d: -f1,2' });
    expect(lines).toContain('database tools: ../shared/bin is on the PATH');
    expect(lines.find((line) => line.startsWith('first: '))).toMatch(/^first: .*\/shared\/bin$/);
  });
});
