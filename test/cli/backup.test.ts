import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../../engine/bson/index.ts';
import { openEmbedded } from '../../engine/stores/index.ts';
import { drawer, type Ended, stackTrace } from './drawer.ts';
import { dump, workbench } from './workbench.ts';

/** What commands have printed. After an intended change: `UPDATE_GOLDEN=1 npx vitest run --project quick test/cli/backup.test.ts`. */
const goldens = fileURLToPath(new URL('./golden/', import.meta.url));
const compared = new Set<string>();

let bench: string;
let done: () => Promise<void>;
let made: Ended;

const at = (...names: readonly string[]) => join(bench, ...names);

beforeAll(async () => {
  ({ path: bench, done } = await workbench());
  const store = await openEmbedded(at('shop'), { create: true });
  await store.ensure('orders', [{ key: { total: 1 }, name: 'total_1' }]);
  const documents = {
    orders: Array.from({ length: 250 }, (_, total) => ({ _id: total, total })),
    people: [{ _id: 'p1', mail: 'a@b.example' }],
    migration_runs: [{ _id: 'run-1' }],
  };
  for (const [collection, all] of Object.entries(documents)) {
    await store.write(
      all.map((each) => ({ kind: 'insert', collection, id: each._id, document: encode(each) }) as const),
    );
  }
  await store.close();
  made = await call('backup', '--source', `embedded:${at('shop')}`, '--out', at('backup'), '--phase', '2');
});
afterAll(() => done());

/** Calls with texts that hold the bench's folder, as a user would see them elsewhere. */
async function call(...words: readonly string[]): Promise<Ended> {
  const ended = await drawer(words, { cwd: bench });
  expect(ended.stderr).not.toMatch(stackTrace);
  return ended;
}

/** Compares what a call printed, and told, with its golden. */
function golden(name: string, { code, stdout, stderr }: Ended): void {
  compared.add(`${name}.txt`);
  const text = `${stdout}--- told\n${stderr}--- exit code ${code}\n`
    .replaceAll(bench, 'BENCH')
    .replaceAll(dump, 'DUMP')
    .replace(/not \d+ as it was/g, 'not SIZE as it was')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
    .replace(/[\d.]+ (bytes|KB) on the disk/g, 'SIZE on the disk');
  const path = join(goldens, `${name}.txt`);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

describe('backup', () => {
  it('prints where it is, what it holds, its size and that it was read back (R078)', () => {
    golden('backup', made);
    expect(statSync(at('backup')).mode & 0o777).toBe(0o700);
  });

  it('goes to a dated folder unless told otherwise', async () => {
    const source = ['--source', dump];
    expect((await call('backup', ...source, '--phase', '3')).code).toBe(0);
    expect((await call('backup', ...source)).code).toBe(0);
    const names = readdirSync(at('backups'));
    expect(names).toHaveLength(2);
    expect(names[0]).toMatch(/^backup_\d{8}_\d{6}$/);
    expect(names[1]).toMatch(/^pre_phase3_\d{8}_\d{6}$/);
    rmSync(at('backups'), { recursive: true });
  });

  it('gives its manifest as JSON', async () => {
    const { code, stdout } = await call('backup', '--source', dump, '--out', at('json'), '--json');
    const { format: _, version: __, ...manifest } = JSON.parse(readFileSync(at('json/backup.json'), 'utf8'));
    expect(JSON.parse(stdout)).toEqual({
      command: 'backup',
      directory: at('json'),
      verified: true,
      ...manifest,
    });
    expect(manifest.totals.documents).toBe(558);
    expect(code).toBe(0);
  });

  it('is refused for a folder that is not empty', async () => {
    golden('backup-occupied', await call('backup', '--source', dump, '--out', at('backup')));
  });

  it('is none of a store without documents', async () => {
    const store = await openEmbedded(at('empty'), { create: true });
    await store.close();
    golden(
      'backup-nothing',
      await call('backup', '--source', `embedded:${at('empty')}`, '--out', at('none')),
    );
    expect(existsSync(at('none'))).toBe(false);
  });

  it.each([
    ['a phase that there is not', ['--source', dump, '--phase', '5'], 'Allowed choices are'],
    ['another action', ['check', 'x'], 'Allowed choices are verify.'],
    ['no source', [], 'no source given'],
  ])('ends with 2 for %s', async (_, words, text) => {
    const { code, stderr } = await call('backup', ...words);
    expect(stderr).toContain(text);
    expect(code).toBe(2);
  });
});

describe('backup verify', () => {
  it('finds a sound backup sound', async () => {
    golden('verify', await call('backup', 'verify', at('backup')));
  });

  it('tells what the store has more since, restores on trial, and ends with 0', async () => {
    const store = await openEmbedded(at('shop'), { create: false });
    for (const [collection, id] of [
      ['orders', 'new'],
      ['carts', 1],
    ] as const)
      await store.write([{ kind: 'insert', collection, id, document: encode({ _id: id }) }]);
    await store.close();
    const words = ['--source', `embedded:${at('shop')}`, '--trial', '--target', `embedded:${at('beside')}`];
    golden('verify-live', await call('backup', 'verify', at('backup'), ...words));
    const { stdout } = await call('backup', 'verify', at('backup'), ...words, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'backup',
      action: 'verify',
      sound: true,
      findings: [],
      live: [
        { name: 'migration_runs', backup: 1, now: 1 },
        { name: 'orders', backup: 250, now: 251 },
        { name: 'people', backup: 1, now: 1 },
        { name: 'carts', backup: null, now: 1 },
      ],
      trial: { documents: 252 },
    });
  });

  it('tells all that is wrong, and ends with 1', async () => {
    await call('backup', '--source', dump, '--out', at('damaged'));
    const folder = at('damaged/edn360_fixture');
    const users = readFileSync(join(folder, 'users.bson.gz'));
    writeFileSync(join(folder, 'users.bson.gz'), users.subarray(0, 100));
    rmSync(join(folder, 'training_plans.bson.gz'));
    writeFileSync(join(folder, 'notes.txt'), '');
    const ended = await call('backup', 'verify', at('damaged'));
    golden('verify-damaged', ended);
    expect(ended.code).toBe(1);
    const { stdout, code } = await call('backup', 'verify', at('damaged'), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      sound: false,
      findings: [{ code: 'backup.file_missing' }, {}, {}, {}],
    });
    expect(code).toBe(1);
  });

  it.each([
    ['no folder', ['verify'], 2, 'no backup given'],
    ['--trial without a target', ['verify', 'backup', '--trial'], 2, 'no target given'],
    ['a folder that is not there', ['verify', 'nowhere'], 4, '[store.missing]'],
  ])('ends accordingly for %s', async (_, words, exit, text) => {
    const { code, stderr } = await call('backup', ...words);
    expect(stderr).toContain(text);
    expect(code).toBe(exit);
  });
});

describe('restore', () => {
  it('prints what it restored and what it left out', async () => {
    golden('restore', await call('restore', at('backup'), '--target', `embedded:${at('restored')}`));
    const exported = await call('export', '--target', `embedded:${at('restored')}`, '--collection', 'people');
    expect(exported.stdout).toBe('{"_id":"p1","mail":"a@b.example"}\n');
  });

  it('ends with 3 where the collections are there already, and changes nothing', async () => {
    const ended = await call('restore', at('backup'), '--target', `embedded:${at('restored')}`);
    golden('restore-refused', ended);
    expect(ended.code).toBe(3);
  });

  it('takes a dump of mongodump, in part, and gives its result as JSON', async () => {
    const words = ['--only', 'users', '--only', 'training_plans', '--json'];
    const { code, stdout } = await call('restore', dump, '--target', `embedded:${at('part')}`, ...words);
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'restore',
      verified: true,
      documents: 215,
      collections: [
        { name: 'training_plans', documents: 118 },
        { name: 'users', documents: 97 },
      ],
    });
    expect(code).toBe(0);
  });

  it('brings records back on demand', async () => {
    const target = ['--target', `embedded:${at('records')}`];
    await call('restore', at('backup'), ...target, '--with-records');
    const { stdout } = await call('export', ...target, '--collection', 'migration_runs');
    expect(stdout).toBe('{"_id":"run-1"}\n');
  });

  it('ends with 4 where the backup is damaged, and makes no target', async () => {
    const ended = await call('restore', at('damaged'), '--target', `embedded:${at('never')}`);
    golden('restore-damaged', ended);
    expect(ended.code).toBe(4);
    expect(existsSync(at('never'))).toBe(false);
  });

  it('ends with 4 where nothing would be restored', async () => {
    mkdirSync(at('void/shop'), { recursive: true });
    writeFileSync(at('void/shop/orders.bson'), '');
    golden('restore-nothing', await call('restore', at('void'), '--target', `embedded:${at('still')}`));
    expect(existsSync(at('still'))).toBe(false);
  });

  it.each([
    ['no folder', [], "missing required argument 'dir'"],
    ['no target', ['backup'], 'no target given'],
  ])('ends with 2 for %s', async (_, words, text) => {
    const { code, stderr } = await call('restore', ...words);
    expect(stderr).toContain(text);
    expect(code).toBe(2);
  });
});

describe('the goldens', () => {
  it('are all in use', () => {
    expect(readdirSync(goldens).sort()).toEqual([...compared].sort());
  });
});
