import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The shell blocks of the tutorial in their order, with the exit code that the last line announces. */
const blocks = [...readFileSync('docs/tutorial.es.md', 'utf8').matchAll(/^```sh\n([\s\S]*?)^```/gm)]
  .map((match) => match[1] ?? '')
  .map((script) => ({ script, code: Number(/# termina con (\d+)\n$/.exec(script)?.[1] ?? 0) }));

let folder: string;

/** An empty folder with the dump in it, and `drawer` on the PATH, as an analyst has it. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tutorial-'));
  cpSync('fixtures/dump', join(folder, 'taller/volcado'), { recursive: true });
  mkdirSync(join(folder, 'bin'));
  const command = join(folder, 'bin/drawer');
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/cli/main.js')}" "$@"\n`);
  chmodSync(command, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('docs/tutorial.es.md', () => {
  const told: string[] = [];

  it('has commands', () => {
    expect(blocks.length).toBeGreaterThan(12);
    expect(blocks.filter(({ code }) => code === 1)).toHaveLength(2);
  });

  it.each(blocks)('$script', ({ script, code }) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
      cwd: join(folder, 'taller'),
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, NO_COLOR: '1' },
    });
    told.push(stdout);
    expect({ status, stderr: status === code ? '' : stderr }).toEqual({ status: code, stderr: '' });
  });

  it('shows what it promises', () => {
    const all = told.join('\n');
    expect(all).toContain('Qué mirar primero');
    expect(all.indexOf('STAGING RECHAZADO')).toBeGreaterThan(0);
    expect(all.indexOf('STAGING ACEPTADO')).toBeGreaterThan(all.indexOf('STAGING RECHAZADO'));
    for (const code of ['client.missing', 'client.invalid', 'date.missing', 'date.no_zone'])
      expect(all).toContain(code);
    expect(all).toContain('the drawer has no users.nombre');
    expect(all).toContain('2 cases: 2 passed, 0 failed');
    expect(all).toMatch(/^\{"_id":"client_\d+"/m);
    for (const file of [
      'out/perfil.html',
      'out/segundo/informe-staging.html',
      'contracts/gimnasio/1.1.0/contract.yaml',
    ])
      expect(existsSync(join(folder, 'taller', file)), file).toBe(true);
  });
});
