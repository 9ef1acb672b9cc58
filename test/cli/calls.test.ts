import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawer, stackTrace } from './drawer.ts';

describe('a call', () => {
  it('shows its help, with the commands and the exit codes, and ends with 0', async () => {
    const { code, stdout, stderr } = await drawer(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: drawer');
    expect(stdout).toContain('stage');
    expect(stdout).toContain('Exit codes:');
    expect(stderr).toBe('');
  });

  it('shows its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await drawer(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    ['no command', [], 'Usage: drawer'],
    ['an unknown command', ['stge'], "unknown command 'stge'\n(Did you mean stage?)"],
    ['an unknown option', ['stage', '--jsn'], "unknown option '--jsn'\n(Did you mean --json?)"],
    ['an option without its value', ['check', '--contract'], 'argument missing'],
    ['one argument too many', ['check', 'a', 'b'], 'too many arguments'],
    ['a choice that there is not', ['stage', 'd', '--lang', 'fr'], 'Allowed choices are es, en.'],
    ['a number that is none', ['stage', 'd', '--batch', '10x'], 'It is a whole number from 1.'],
    ['a number below one', ['stage', 'd', '--workers', '0'], 'It is a whole number from 1.'],
    ['a parameter without value', ['stage', 'd', '--set', 'A'], 'It is written NAME=VALUE.'],
    ['a parameter set twice', ['stage', 'd', '--set', 'A=1', '--set', 'A=2'], 'A is set twice.'],
  ])('with %s ends with 2 and says why', async (_, words, text) => {
    const { code, stdout, stderr } = await drawer(words);
    expect(stderr).toContain(text);
    expect(stderr).not.toMatch(stackTrace);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('with --json keeps even the help text off standard output', async () => {
    const { code, stdout, stderr } = await drawer(['check', '--json', '--help']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('Usage: drawer check');
  });

  it('with --json gives a wrong call as one document', async () => {
    const { code, stdout, stderr } = await drawer(['stage', '--json', '--jsn']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      command: 'stage',
      exit: 2,
      error: { code: 'call.wrong', message: expect.stringContaining("unknown option '--jsn'") },
    });
    expect(stderr).toContain("unknown option '--jsn'");
  });
});
