import { cp, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exits } from '../../cli/exit.ts';
import { currentHolder, openEmbedded } from '../../engine/stores/index.ts';
import { drawer, stackTrace } from './drawer.ts';
import { changedContract, cutoff, dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;

beforeAll(async () => {
  ({ path: bench, done } = await workbench());
});
afterAll(() => done());

const staging = (folder: string, ...more: readonly string[]) => [
  'stage',
  dump,
  '--set',
  cutoff,
  '--out',
  join(bench, folder),
  ...more,
];

/** The exit codes that a test below produces. */
const produced = new Set<number | null>();

async function ends(words: readonly string[], circumstances: Parameters<typeof drawer>[1] = {}) {
  const ended = await drawer(words, circumstances);
  produced.add(ended.code);
  expect(ended.stderr).not.toMatch(stackTrace);
  return ended;
}

describe('a command ends with', () => {
  it('0 when a dump is accepted', async () => {
    const { code, stdout } = await ends(staging('accepted'));
    expect(stdout).toContain('STAGING ACEPTADO');
    expect(stdout).toContain(join(bench, 'accepted', 'informe-staging.md'));
    expect(code).toBe(0);
  });

  it('1 when a threshold is not reached', async () => {
    const contract = await changedContract(join(bench, 'strict'), 'policy.yaml', [
      'at_least: 95',
      'at_least: 100',
    ]);
    const { code, stdout } = await ends(staging('rejected', '--contract', contract));
    expect(stdout).toContain('STAGING RECHAZADO');
    expect(code).toBe(1);
  });

  it('1 when a checked contract has errors', async () => {
    const contract = await changedContract(join(bench, 'broken'), 'contract.yaml', [
      '\'"client_" & $client\'',
      '\'"client_" & \'',
    ]);
    const { code, stdout, stderr } = await ends(['check', contract]);
    expect(stdout).toMatch(/contract\.yaml:\d+:\d+: error /);
    expect(stdout).toContain('1 error, 0 warnings');
    expect(stderr).toBe('');
    expect(code).toBe(1);
  });

  it('2 when any other command is given a contract with errors', async () => {
    const contract = join(bench, 'broken/contracts/edn360/1.0.0');
    const { code, stderr } = await ends(staging('refused', '--contract', contract));
    expect(stderr).toMatch(/contract\.yaml:\d+:\d+: /);
    expect(code).toBe(2);
  });

  it.each([
    ['a parameter is missing', ['stage', dump], 'DUAL_WRITE_START_AT'],
    [
      'a parameter is not of its type',
      ['stage', dump, '--set', 'DUAL_WRITE_START_AT=mañana'],
      'DUAL_WRITE_START_AT',
    ],
    ['the contract has no such parameter', ['stage', dump, '--set', cutoff, '--set', 'OTHER=1'], 'OTHER'],
    ['no source is given', ['stage', '--set', cutoff], 'no source given'],
    ['no target is given', ['runs'], 'no target given'],
  ])('2 when %s', async (_, words, text) => {
    const { code, stdout, stderr } = await ends(words);
    expect(stderr).toContain(text);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('2 when the project has no contract', async () => {
    const { code, stderr } = await ends(['check'], { cwd: bench });
    expect(stderr).toContain('no contract found under contracts/');
    expect(code).toBe(2);
  });

  it('3 while another run holds the target', async () => {
    const store = await openEmbedded(join(bench, 'held/target'), { create: true });
    const lease = await store.lease(
      { name: 'migration', share: { index: 1, count: 1 } },
      currentHolder('another'),
    );
    try {
      const { code, stderr } = await ends(staging('held'));
      expect(stderr).toContain('another run holds the target');
      expect(code).toBe(3);
    } finally {
      if ('release' in lease) await lease.release();
      await store.close();
    }
  });

  it('4 when the dump is not there', async () => {
    const { code, stderr } = await ends(['stage', join(bench, 'nowhere'), '--set', cutoff]);
    expect(stderr).toContain('[store.missing]');
    expect(code).toBe(4);
  });

  it('4 when the dump is damaged, with file, byte and the last sound document', async () => {
    const copy = join(bench, 'damaged');
    await cp(dump, copy, { recursive: true });
    const file = join(copy, 'edn360_fixture/training_plans.bson');
    await truncate(file, (await readFile(file)).length - 7);
    const { code, stderr } = await ends([
      'stage',
      copy,
      '--set',
      cutoff,
      '--out',
      join(bench, 'damaged-out'),
    ]);
    expect(stderr).toContain('training_plans.bson');
    expect(stderr).toMatch(/byte \d+ \[store\.damaged\]/);
    expect(stderr).toContain('last sound document:');
    expect(code).toBe(4);
  });

  it('4 when a file cannot be written', async () => {
    await writeFile(join(bench, 'file'), '');
    const target = `embedded:${join(bench, 'elsewhere')}`;
    const { code, stderr } = await ends([
      'stage',
      dump,
      '--set',
      cutoff,
      '--target',
      target,
      '--out',
      join(bench, 'file'),
    ]);
    expect(stderr).toContain(join(bench, 'file'));
    expect(code).toBe(4);
  });

  it.each([
    'SIGINT',
    'SIGTERM',
  ] as const)('5 when it is stopped by %s; the same command then goes on', async (signal) => {
    const words = staging(`stopped-${signal}`, '--json');
    const { code, stdout, stderr } = await ends(words, { signal });
    expect(stderr).toContain('Run the same command again to resume.');
    expect(JSON.parse(stdout)).toMatchObject({ command: 'stage', exit: 5, error: { code: 'stopped' } });
    expect(code).toBe(5);
    expect((await drawer(words)).code).toBe(0);
  });

  it('70 on a defect of the product, with its first line and how to see more', async () => {
    const plant = join(bench, 'plant.mjs');
    await writeFile(
      plant,
      `import fs from 'node:fs/promises';
      import { syncBuiltinESMExports } from 'node:module';
      fs.readdir = () => { throw new TypeError('planted\\nsecond line'); };
      syncBuiltinESMExports();`,
    );
    const env = { NODE_OPTIONS: `--import ${pathToFileURL(plant)}` };
    const { code, stdout, stderr } = await ends(['check', '--json'], { env });
    expect(stderr).toBe(
      'drawer: planted\nThis is a defect of the product, not of your contract or data. DRAWER_DEBUG=1 shows where it happened.\n',
    );
    expect(JSON.parse(stdout)).toEqual({
      command: 'check',
      exit: 70,
      error: { code: 'defect', message: 'planted' },
    });
    expect(code).toBe(70);
    const debugged = await drawer(['check'], { env: { ...env, DRAWER_DEBUG: '1' } });
    expect(debugged.stderr).toMatch(stackTrace);
    expect(debugged.code).toBe(70);
  });

  it('70 on a defect that nobody waits for', async () => {
    const plant = join(bench, 'late.mjs');
    await writeFile(plant, "setTimeout(() => { throw new RangeError('late'); }, 30);");
    const env = { NODE_OPTIONS: `--import ${pathToFileURL(plant)}` };
    const { code, stderr } = await ends(staging('late'), { env });
    expect(stderr).toMatch(/^drawer: .*late$/m);
    expect(code).toBe(70);
  });

  it('70 when the installation is damaged', async () => {
    const plant = join(bench, 'absent.mjs');
    await writeFile(
      plant,
      `import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(
        "export async function resolve(name, context, next) {" +
        " if (name === 'lmdb') throw new Error('no lmdb here');" +
        " return next(name, context); }"));`,
    );
    const env = { NODE_OPTIONS: `--import ${pathToFileURL(plant)}` };
    const { code, stdout, stderr } = await ends(staging('damaged'), { env });
    expect(stderr).toBe('drawer: cannot start: no lmdb here\n');
    expect(stdout).toBe('');
    expect(code).toBe(70);
    const without = await ends(['check'], { env });
    expect(without.code, 'a command that needs no store').toBe(0);
  });

  it('each code of the table', () => {
    expect([...produced].sort()).toEqual(
      Object.values(exits)
        .map((exit): number | null => exit.code)
        .sort(),
    );
  });
});
