import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../../engine/bson/index.ts';
import { currentHolder, openEmbedded } from '../../engine/stores/index.ts';
import { drawer } from './drawer.ts';
import { cutoff, dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;
let target: string;
let staged: Awaited<ReturnType<typeof drawer>>;

beforeAll(async () => {
  ({ path: bench, done } = await workbench());
  target = `embedded:${join(bench, 'target')}`;
  staged = await drawer([
    'stage',
    dump,
    '--set',
    cutoff,
    '--target',
    target,
    '--out',
    join(bench, 'out'),
    '--json',
  ]);
});
afterAll(() => done());

const withTarget = (...words: readonly string[]) => [...words, '--target', target, '--set', cutoff];

describe('stage', () => {
  it('gives the same facts on standard output and in the report', async () => {
    expect(staged.code).toBe(0);
    const told = JSON.parse(staged.stdout);
    expect(told).toMatchObject({ command: 'stage', verdict: 'accepted', duplicates: 0, critical_errors: 0 });
    expect(told.reports).toEqual(
      ['md', 'html', 'json'].map((kind) => join(bench, 'out', `informe-staging.${kind}`)),
    );
    expect(JSON.parse(await readFile(join(bench, 'out/informe-staging.json'), 'utf8'))).toEqual(told);
    for (const path of told.reports) expect((await stat(path)).size).toBeGreaterThan(1000);
  });

  it('tells its steps and its progress on standard error, a line every 100 documents', () => {
    expect(staged.stderr).toContain('Reading the source\n');
    expect(staged.stderr).toMatch(/^ {2}followup_submissions 1\d\d$/m);
    expect(staged.stderr).toContain('Verifying\n');
    expect(staged.stderr.split('\n').length).toBeLessThan(40);
  });

  it('takes a parameter from the environment, and --set over it', async () => {
    const out = ['--out', join(bench, 'env')];
    const env = { DUAL_WRITE_START_AT: '2024-01-01T00:00:00Z' };
    const fromVariable = await drawer(
      ['stage', dump, ...out, '--target', `embedded:${bench}/env1`, '--json'],
      { env },
    );
    expect(JSON.parse(fromVariable.stdout).cutoff.value).toBe('2024-01-01T00:00:00.000Z');
    const words = [
      'stage',
      '--source',
      dump,
      '--set',
      cutoff,
      ...out,
      '--target',
      `embedded:${bench}/env2`,
      '--json',
    ];
    const fromCall = await drawer(words, { env });
    expect(JSON.parse(fromCall.stdout).cutoff.value).toBe('2025-02-01T00:00:00.000Z');
  });

  it('writes its reports in the language that is asked for', async () => {
    const out = join(bench, 'english');
    const words = ['stage', dump, '--set', cutoff, '--lang', 'en', '--target', target, '--out', out];
    const { code, stdout } = await drawer(words);
    expect(stdout).toContain('STAGING ACCEPTED');
    expect(code).toBe(0);
  });

  it('stages the parts of a divided client base as the whole', async () => {
    const totals = { drawers: 0, quarantined: 0 };
    for (const part of ['1/3', '2/3', '3/3']) {
      const words = ['stage', dump, '--set', cutoff, '--partition', part, '--json'];
      const into = ['--target', `embedded:${bench}/parts`, '--out', join(bench, 'parts-out')];
      const { stdout } = await drawer([...words, ...into]);
      const told = JSON.parse(stdout);
      totals.drawers += told.drawers.inserted;
      for (const entity of told.entities) totals.quarantined += entity.quarantined;
    }
    const whole = JSON.parse(staged.stdout);
    const quarantined = whole.entities.reduce(
      (sum: number, entity: { quarantined: number }) => sum + entity.quarantined,
      0,
    );
    expect(totals).toEqual({ drawers: whole.drawers.inserted, quarantined });
  });
});

describe('check', () => {
  it('gives the identity of a sound contract', async () => {
    const { code, stdout, stderr } = await drawer(['check', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'check',
      directory: join('contracts', 'edn360', '1.0.0'),
      contract: { name: 'edn360', version: '1.0.0', mapping: expect.stringMatching(/^sha256:/) },
      errors: 0,
    });
  });
});

describe('verify', () => {
  it('finds a fresh staging equal, and says so in numbers', async () => {
    const words = withTarget('verify', '--source', dump, '--out', join(bench, 'out'));
    const { code, stdout } = await drawer([...words, '--json']);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ command: 'verify', different: 0, missing: 0, mismatches: [] });
    expect(told.equal).toBe(told.compared);
    expect(told.compared).toBeGreaterThan(100);
    expect(code).toBe(0);
    expect((await drawer(words)).stdout).toContain(`${told.compared} compared: ${told.compared} equal`);
  });

  it('ends with 1 where the target holds nothing of it', async () => {
    const empty = await openEmbedded(join(bench, 'empty'), { create: true });
    await empty.close();
    const words = [
      'verify',
      '--source',
      dump,
      '--set',
      cutoff,
      '--target',
      `embedded:${join(bench, 'empty')}`,
      '--json',
    ];
    const { code, stdout } = await drawer(words);
    expect(JSON.parse(stdout).equal).toBe(0);
    expect(JSON.parse(stdout).missing).toBeGreaterThan(100);
    expect(code).toBe(1);
  });
});

describe('duplicates', () => {
  it('finds none in a fresh staging', async () => {
    const { code, stdout } = await drawer(withTarget('duplicates'));
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No duplicates found\n' });
  });

  it('pauses the migration on a repeated id, which it shows hashed unless told otherwise', async () => {
    const folder = join(bench, 'repeated');
    const store = await openEmbedded(folder, { create: true });
    const followups = [{ followup_id: 'f-1' }, { followup_id: 'f-1' }];
    const document = encode({
      _id: 'client_7',
      user_id: '7',
      services: { shared: { questionnaires: { followups } } },
    });
    await store.ensure('client_drawers', []);
    const lease = await store.lease('test', { host: 'here', pid: process.pid, startedAt: '', run: 'test' });
    if (!('release' in lease)) throw new Error('no lease');
    await store.write([{ kind: 'insert', collection: 'client_drawers', id: 'client_7', document }], lease);
    await lease.release();
    await store.close();
    const words = ['duplicates', '--target', `embedded:${folder}`, '--set', cutoff];
    const hashed = await drawer(words);
    expect(hashed.stdout).toContain('MIGRATION PAUSED: Duplicates detected');
    expect(hashed.stdout).not.toMatch(/client_7|f-1/);
    expect(hashed.code).toBe(1);
    const shown = await drawer([...words, '--show-ids', '--json']);
    expect(JSON.parse(shown.stdout).duplicates).toEqual([
      {
        kind: 'element',
        drawer: 'client_7',
        path: 'services.shared.questionnaires.followups[].followup_id',
        key: 'f-1',
        times: 2,
        ids: ['client_7 services.shared.questionnaires.followups[].followup_id f-1'],
      },
    ]);
    expect(shown.code).toBe(1);
    const [id = ''] = hashed.stdout.split('  ');
    expect(id).toMatch(/^#[0-9a-f]{12}$/);
    const remove = (...more: readonly string[]) =>
      drawer(['duplicates', 'remove', ...more, ...words.slice(1)]);
    const told = await remove(id);
    expect(told.stdout).toContain('would remove 1 of 2 elements; nothing was changed, --yes does it');
    expect(told.stdout).not.toMatch(/client_7|f-1/);
    expect(told.code).toBe(0);
    expect((await drawer(words)).code).toBe(1);
    const removed = await remove(id.slice(1), '--yes', '--json');
    expect(removed.code).toBe(0);
    const { run, ...facts } = JSON.parse(removed.stdout);
    expect(facts).toMatchObject({ command: 'duplicates', action: 'remove', id, removed: true, surplus: 1 });
    expect((await drawer(words)).code).toBe(0);
    const again = await remove(id, '--yes');
    expect(again.stderr).toContain('[duplicates.unknown]');
    expect(again.code).toBe(2);
    expect((await drawer(['rollback', run, ...words.slice(1, 3)])).code).toBe(0);
    expect((await drawer(words)).code).toBe(1);
  });
});

describe('export', () => {
  it('prints the drawers that the answer key expects', async () => {
    const { code, stdout } = await drawer(['export', '--target', target, '--collection', 'client_drawers']);
    const withoutVolatile = stdout.replace(
      /,"updated_at":\{"\$date":\{"\$numberLong":"-?\d+"\}\}(?=\})/g,
      '',
    );
    expect(withoutVolatile).toBe(await readFile('fixtures/dump.key/drawers.jsonl', 'utf8'));
    expect(code).toBe(0);
  });

  it('prints a legacy collection with its links', async () => {
    const words = ['export', '--target', target, '--source', dump, '--collection', 'training_plans'];
    const { code, stdout } = await drawer(words);
    expect(stdout).toContain('"snapshot_id":"snapshot_legacy_training_v1"');
    expect(code).toBe(0);
  });

  it('ends quietly when its reader goes away', async () => {
    const words = ['export', '--target', target, '--collection', 'client_drawers'];
    const { code, stderr } = await drawer(words, { closeEarly: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('runs', () => {
  it('lists what was run into a target', async () => {
    const { code, stdout } = await drawer(['runs', '--target', target, '--json']);
    const told = JSON.parse(stdout);
    expect(told.runs[0]).toMatchObject({
      run: JSON.parse(staged.stdout).run,
      state: 'done',
      contract: 'edn360',
    });
    expect(code).toBe(0);
    const listed = await drawer(['runs', '--target', target]);
    expect(listed.stdout).toContain(`${told.runs[0].run}  done  edn360 1.0.0  1/1`);
  });

  it('clean removes what a killed run has left on this machine, and nothing of a living one', async () => {
    const spool = (name: string) => join(bench, 'cleaned/spool', name);
    const { pid } = spawnSync(process.execPath, ['--version']);
    const owners = { dead: { ...currentHolder('dead'), pid }, living: currentHolder('living') };
    for (const [name, owner] of Object.entries(owners)) {
      await mkdir(spool(name), { recursive: true });
      await writeFile(join(spool(name), 'owner.json'), JSON.stringify(owner));
    }
    const { code, stdout } = await drawer(['runs', 'clean', '--out', join(bench, 'cleaned'), '--json']);
    expect(JSON.parse(stdout)).toEqual({ command: 'runs', removed: ['dead'] });
    expect(code).toBe(0);
    expect(await readdir(join(bench, 'cleaned/spool'))).toEqual(['living']);
  });
});
