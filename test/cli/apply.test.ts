import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../server/database.ts';
import { drawer, stackTrace } from './drawer.ts';
import { changedContract, cutoff, dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;

beforeAll(async () => {
  ({ path: bench, done } = await workbench());
});
afterAll(() => done());

async function run(...words: readonly string[]) {
  const ended = await drawer(words);
  expect(ended.stderr).not.toMatch(stackTrace);
  return ended;
}

const places = [
  {
    name: 'an embedded store',
    make: async () => ({
      target: `embedded:${join(bench, `store-${Math.random()}`)}`,
      gone: async () => undefined,
    }),
  },
  {
    name: 'MongoDB',
    make: async () => {
      const database = await freshDatabase();
      return { target: database.uri, gone: () => database.drop() };
    },
  },
];

describe.each(places)('init, plan and apply on $name', ({ make }) => {
  let target: string;
  let gone: () => Promise<void>;
  let common: readonly string[];

  beforeAll(async () => {
    const place = await make();
    target = place.target;
    gone = place.gone;
    common = ['--source', dump, '--target', target, '--set', cutoff, '--out', join(bench, 'out')];
  });
  afterAll(() => gone());

  it('go from an empty target to all drawers, each step saying what it did', async () => {
    const first = await run('init', '--target', target, '--env', 'staging', '--json');
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({
      created: true,
      indexes: 4,
      environment: 'staging',
      drift: [],
    });
    const again = await run('init', '--target', target);
    const checks = target.startsWith('embedded')
      ? 'none: this store checks nothing by itself'
      : 'logs what the schema of the contract does not take, and lets it in';
    expect([again.code, again.stdout]).toEqual([
      0,
      `client_drawers: there, 4 indexes, staging\nvalidator: ${checks}\n`,
    ]);

    const file = join(bench, 'plan.json');
    const planned = await run('plan', ...common, '-o', file, '--json');
    expect(planned.code).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const kept = JSON.parse(await readFile(file, 'utf8'));
    expect(JSON.parse(planned.stdout)).toEqual({ command: 'plan', ...kept });
    expect(kept.drawers).toMatchObject({ inserted: 91, changed: 0, unchanged: 0 });

    const applied = await run('apply', file, ...common, '--json');
    const told = JSON.parse(applied.stdout);
    expect(applied.code).toBe(1);
    for (const figure of ['drawers', 'steps', 'quarantine', 'conflicts'])
      expect(told[figure]).toEqual(kept[figure]);

    const next = JSON.parse((await run('plan', ...common, '--json')).stdout);
    expect(next.drawers).toEqual({ total: 91, inserted: 0, changed: 0, unchanged: 91 });
    const verified = await run('verify', ...common);
    expect(verified.stdout).toContain('425 compared: 425 equal, 0 different, 0 missing');
    expect(verified.code).toBe(0);
  });

  it('refuse a plan that no longer holds', async () => {
    const file = join(bench, 'old-plan.json');
    const common2 = common.map((word) =>
      word === cutoff ? 'DUAL_WRITE_START_AT=2024-02-01T00:00:00Z' : word,
    );
    expect((await run('plan', ...common, '-o', file)).code).toBe(0);
    const refused = await run('apply', file, ...common2, '--json');
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.stdout).error).toMatchObject({ code: 'plan.outdated' });
    expect(JSON.parse(refused.stdout).error.message).toContain('parameters');
    await writeFile(file, '{"form":1}');
    expect((await run('apply', file, ...common)).code).toBe(2);
  });

  it('stop when the budget is spent, and go on under a larger one', async () => {
    const place = await make();
    const words = [
      '--source',
      dump,
      '--target',
      place.target,
      '--set',
      cutoff,
      '--out',
      join(bench, 'budget'),
    ];
    const limits = (limit: number) =>
      ['unread: report', `unread: report\nbudget: { record_errors: ${limit} }`] as const;
    const strict = await changedContract(
      join(bench, `strict-${place.target.length}`),
      'policy.yaml',
      limits(3),
    );
    const stopped = await run(
      'apply',
      ...words,
      '--env',
      'staging',
      '--batch',
      '10',
      '--contract',
      strict,
      '--json',
    );
    expect(stopped.code).toBe(5);
    expect(JSON.parse(stopped.stdout).error).toMatchObject({ code: 'budget.record_errors' });
    const wide = await changedContract(
      join(bench, `wide-${place.target.length}`),
      'policy.yaml',
      limits(300),
    );
    const went = await run('apply', ...words, '--contract', wide, '--json');
    expect(went.code).toBe(1);
    expect(JSON.parse(went.stdout)).toMatchObject({ resumed: true, drawers: { total: 91 } });
    await place.gone();
  });

  it('pause while a file says so', async () => {
    const place = await make();
    const out = join(bench, `paused-${place.target.length}`);
    const words = [
      '--source',
      dump,
      '--target',
      place.target,
      '--set',
      cutoff,
      '--env',
      'staging',
      '--out',
      out,
    ];
    await run('plan', ...words.slice(0, 6), '--out', out);
    const { mkdir } = await import('node:fs/promises');
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'pause'), '');
    const paused = await run('apply', ...words, '--batch', '10', '--json');
    expect(paused.code).toBe(5);
    expect(JSON.parse(paused.stdout).error).toMatchObject({ code: 'paused' });
    await rm(join(out, 'pause'));
    const went = JSON.parse((await run('apply', ...words, '--json')).stdout);
    expect(went).toMatchObject({ resumed: true, drawers: { total: 91 } });
    await place.gone();
  });
});

describe('a MongoDB target', () => {
  it('has to be told what it is, once, and is not told otherwise later', async () => {
    const database = await freshDatabase();
    const unknown = await run('init', '--target', database.uri, '--json');
    expect(unknown.code).toBe(2);
    expect(JSON.parse(unknown.stdout).error).toMatchObject({ code: 'environment.unknown' });
    expect(await database.db.listCollections().toArray()).toEqual([]);
    expect((await run('init', '--target', database.uri, '--env', 'production')).code).toBe(0);
    const other = await run('init', '--target', database.uri, '--env', 'staging', '--json');
    expect(other.code).toBe(3);
    expect(JSON.parse(other.stdout).error).toMatchObject({ code: 'environment.differs' });
    await database.drop();
  });

  it('leaves the legacy collections byte for byte as they are when it is prepared (R048)', async () => {
    const database = await freshDatabase();
    const legacy = database.db.collection('followup_submissions');
    await legacy.insertMany([{ a: 1 }, { b: [1, 2] }]);
    const before = await legacy.find({}, { raw: true }).toArray();
    await run('init', '--target', database.uri, '--env', 'staging');
    expect(await legacy.find({}, { raw: true }).toArray()).toEqual(before);
    const names = (await database.db.listCollections().toArray()).map(({ name }) => name).toSorted();
    expect(names).toEqual(['client_drawers', 'followup_submissions', 'migration_environment']);
    const indexes = await database.db.collection('client_drawers').indexes();
    expect(indexes.map(({ key }) => key)).toEqual([
      { _id: 1 },
      { user_id: 1 },
      { 'services.shared.questionnaires.inicial.submitted_at': 1 },
      { 'services.training.active': 1 },
      { 'services.nutrition.active': 1 },
    ]);
    await database.drop();
  });
});
