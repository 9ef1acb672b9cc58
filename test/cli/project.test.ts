import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawer } from './drawer.ts';
import { contractFolder, cutoff, dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;

beforeAll(async () => {
  ({ path: bench, done } = await workbench());
  for (const version of ['1.0.0', '0.9.0', '0.10.0']) {
    await cp(contractFolder, join(bench, 'contracts/edn360', version), { recursive: true });
  }
});
afterAll(() => done());

const project = (text: string) => writeFile(join(bench, 'drawer.yaml'), text);
const staged = async (words: readonly string[] = [], env: Readonly<Record<string, string>> = {}) => {
  const ended = await drawer(['stage', ...words, '--json'], { cwd: bench, env });
  return { ...ended, told: JSON.parse(ended.stdout) };
};

describe('drawer.yaml', () => {
  it('gives what the call leaves out, by environment', async () => {
    await project(`drawer: 1
contract: contracts/edn360/1.0.0
environments:
  staging:
    source: ${dump}
    target: embedded:store
    parameters: { DUAL_WRITE_START_AT: "2024-03-01T00:00:00Z" }
`);
    const { code, told } = await staged();
    expect(told.cutoff.value).toBe('2024-03-01T00:00:00.000Z');
    expect(told.target).toMatchObject({ kind: 'embedded', environment: 'staging' });
    expect(code).toBe(told.verdict === 'accepted' ? 0 : 1);
    const byVariable = await staged([], { DUAL_WRITE_START_AT: '2024-04-01T00:00:00Z' });
    expect(byVariable.told.cutoff.value).toBe('2024-04-01T00:00:00.000Z');
    const byCall = await staged(['--set', cutoff], { DUAL_WRITE_START_AT: '2024-04-01T00:00:00Z' });
    expect(byCall.told.cutoff.value).toBe('2025-02-01T00:00:00.000Z');
  });

  it('with faults stops every command with 2 and each fault in its place', async () => {
    await project(
      'drawer: 1\ncontrat: x\nenvironments: { staging: { target: "mongodb://ana:secreto@a.test/b" } }\n',
    );
    const { code, stdout, stderr } = await drawer(['check'], { cwd: bench });
    expect(stderr).toContain('drawer.yaml:2:1: error ');
    expect(stderr).toContain('project.credentials');
    expect(stderr).not.toContain('secreto');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('may be absent: then the newest version of the only contract is meant', async () => {
    await rm(join(bench, 'drawer.yaml'), { force: true });
    const one = await drawer(['check', '--json'], { cwd: bench });
    expect(JSON.parse(one.stdout).directory).toBe(join('contracts', 'edn360', '1.0.0'));
    await rm(join(bench, 'contracts/edn360/1.0.0'), { recursive: true });
    const other = await drawer(['check', '--json'], { cwd: bench });
    expect(JSON.parse(other.stdout).directory).toBe(join('contracts', 'edn360', '0.10.0'));
    await mkdir(join(bench, 'contracts/second'));
    const several = await drawer(['check'], { cwd: bench });
    expect(several.stderr).toContain('several contracts under contracts/: edn360, second');
    expect(several.code).toBe(2);
  });
});
