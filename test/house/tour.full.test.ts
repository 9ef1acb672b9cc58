import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The lines of the README's shell blocks, in their order, with the exit code that they announce. */
const lines = [...readFileSync('README.md', 'utf8').matchAll(/^```sh\n([\s\S]*?)^```/gm)]
  .flatMap((match) => (match[1] ?? '').trim().split('\n'))
  .map((line) => ({ line, code: Number(/# ends with (\d+)$/.exec(line)?.[1] ?? 0) }))
  // This suite is part of the tests: it leaves that line to who runs it.
  .filter(({ line }) => !line.endsWith('npm test'));

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tour-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter((name) => name !== '' && existsSync(name))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(file, join(copy, file));
  }
  const git = (...words: string[]) => execFileSync('git', words, { cwd: copy, stdio: 'pipe' });
  git('init', '-q');
  git('add', '-A');
  git('-c', 'user.name=tour', '-c', 'user.email=tour@example.test', 'commit', '-q', '-m', 'copy');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('the tour of the README', () => {
  it('has commands', () => {
    expect(lines.length).toBeGreaterThan(8);
    expect(lines[0]).toEqual({ line: 'npm ci && npm run stage', code: 0 });
  });

  const told: string[] = [];

  it.each(lines)('$line', ({ line, code }) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', line], {
      cwd: copy,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    told.push(stdout);
    expect({ line, status, stderr: status === code ? '' : stderr }).toEqual({
      line,
      status: code,
      stderr: '',
    });
  });

  it('shows what it promises', () => {
    const all = told.join('\n');
    expect(all).toContain('STAGING ACEPTADO');
    expect(all).toContain('STAGING RECHAZADO');
    expect(all).toMatch(/^[<>].*sha256:/m);
    expect(all).toMatch(/04-training-plans\.yaml:\d+:\d+: error /);
    expect(all).toContain('No duplicates found');
    expect(existsSync(join(copy, 'out/informe-staging.html'))).toBe(true);
  });
});
