import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ObjectId } from 'bson';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BsonDocument, encode } from '../../engine/bson/index.ts';
import { openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { drawer } from './drawer.ts';
import { inside } from './inside.ts';
import { dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;

beforeAll(async () => {
  ({ path: bench, done } = await workbench());
  await inside(['restore', dump, '--target', `embedded:${join(bench, 'restored')}`, '--json']);
});
afterAll(() => done());

beforeEach(async () => {
  for (const name of ['legacy', 'target']) await rm(join(bench, name), { recursive: true, force: true });
  await cp(join(bench, 'restored'), join(bench, 'legacy'), { recursive: true });
  const target = await openEmbedded(join(bench, 'target'), { create: true });
  await target.close();
});

const places = () => [
  '--source',
  `embedded:${join(bench, 'legacy')}`,
  '--target',
  `embedded:${join(bench, 'target')}`,
];
const call = (...words: readonly string[]) => inside([...words, ...places()]);

async function told(...words: readonly string[]) {
  const { code, stdout } = await call(...words, '--json');
  return { code, ...JSON.parse(stdout) };
}

async function within<T>(name: string, work: (store: TargetStore) => Promise<T>): Promise<T> {
  const store = await openEmbedded(join(bench, name), { create: false });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const names = () =>
  within('legacy', async (store) => (await store.collections()).map(({ name }) => name).sort());

/** Lets so many days pass since the retirement. */
const age = (days: number) =>
  within('target', async (store) => {
    for await (const batch of store.list('migration_events')) {
      for (const bytes of batch) {
        const fields = new BsonDocument(bytes).fields();
        const document = encode({ ...fields, finished_at: new Date(Date.now() - days * 86_400_000) });
        await store.write([
          { kind: 'put', collection: 'migration_events', id: fields._id ?? null, document },
        ]);
      }
    }
  });

const retired = ['followup_submissions', 'nutrition_questionnaire_submissions', 'questionnaire_responses'];

describe('deprecate', () => {
  it('renames the collections that the contract retires, and undeprecate brings them back', async () => {
    const before = await names();
    const first = await told('deprecate');
    expect(first).toMatchObject({
      code: 0,
      command: 'deprecate',
      state: 'renamed',
      resumed: false,
      absent: [],
    });
    expect(first.suffix).toBe(first.run.slice(0, 8));
    expect(first.collections.map(({ from }: { from: string }) => from).sort()).toEqual(retired);
    expect(await names()).toEqual(
      before.map((name) => (retired.includes(name) ? `${name}_DEPRECATED_${first.suffix}` : name)).sort(),
    );
    const again = await call('deprecate');
    expect(again.stdout).toContain(`0 collections renamed, 3 already; run ${first.run}\n`);
    expect(again.code).toBe(0);
    const back = await told('undeprecate');
    expect(back).toMatchObject({ code: 0, command: 'undeprecate', run: first.run, state: 'returned' });
    expect(await names()).toEqual(before);
  });

  it('works as the built program, for people', async () => {
    const { code, stdout } = await drawer(['deprecate', ...places()]);
    expect(stdout).toMatch(
      /^questionnaire_responses {2}questionnaire_responses_DEPRECATED_\d{8} {2}\d+ documents {2}renamed$/m,
    );
    expect(stdout).toMatch(/^3 collections renamed, 0 already; run /m);
    expect(stdout).toMatch(/^undeprecate brings them back until 20\d\d-/m);
    expect(code).toBe(0);
  });

  it('records the retirement as a run of the target, and what the target is', async () => {
    const { run, suffix } = await told('deprecate');
    const target = ['--target', `embedded:${join(bench, 'target')}`];
    const { stdout } = await inside(['runs', ...target]);
    expect(stdout).toMatch(
      new RegExp(`^${run} {2}renamed {2}edn360 1\\.0\\.0 {2}${suffix} {2}staging {2}20`),
    );
    const shown = await inside(['runs', run, ...target]);
    expect(shown.stdout).toContain(`renamed  followup_submissions\n`);
    expect(JSON.parse((await inside(['runs', run, '--json', ...target])).stdout)).toMatchObject({
      kind: 'retirement',
      run,
      state: 'renamed',
      contract: 'edn360',
    });
    expect(JSON.parse((await inside(['runs', '--json', ...target])).stdout).runs).toMatchObject([{ run }]);
    expect((await told('deprecate', '--env', 'production')).error.code).toBe('environment.differs');
  });

  it('ends with 3 where somebody wrote a short time ago, and renames nothing', async () => {
    const before = await names();
    await within('legacy', (store) =>
      store.write([
        {
          kind: 'insert',
          collection: 'followup_submissions',
          id: new ObjectId(),
          document: encode({ _id: new ObjectId() }),
        },
      ]),
    );
    const { code, error } = await told('deprecate');
    expect({ code, error: error.code }).toEqual({ code: 3, error: 'retirement.recent_writes' });
    const { stderr } = await call('deprecate', '--quiet-hours', '48');
    expect(stderr).toMatch(
      /^drawer: documents of the last 48 hours: followup_submissions \(1, the last of .*\[retirement\.recent_writes\]\n.*wait\n$/,
    );
    expect(await names()).toEqual(before);
  });

  it('refuses a dump, and a call without source or with a confirmation of nothing', async () => {
    const target = ['--target', `embedded:${join(bench, 'target')}`];
    for (const command of ['deprecate', 'undeprecate']) {
      const { code, stdout } = await inside([command, '--source', dump, ...target, '--json']);
      expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 4, error: 'store.unsupported' });
    }
    expect((await inside(['undeprecate', ...target])).code).toBe(2);
    expect((await call('deprecate', '--yes')).code).toBe(2);
    expect((await call('deprecate', '--quiet-hours', '0')).code).toBe(2);
    expect((await told('undeprecate')).error.code).toBe('retirement.none');
  });

  it('opens a store once that is source and target', async () => {
    const legacy = join(bench, 'legacy');
    const words = ['deprecate', '--source', `embedded:${legacy}`, '--target', `embedded:${legacy}/../legacy`];
    const { code, stdout } = await inside([...words, '--json']);
    expect({ code, state: JSON.parse(stdout).state }).toEqual({ code: 0, state: 'renamed' });
  });

  it('--delete drops the collections after 30 days, if that is confirmed; then nothing brings them back', async () => {
    await told('deprecate');
    expect(await told('deprecate', '--delete', '--yes')).toMatchObject({
      code: 3,
      error: { code: 'retirement.early' },
    });
    await age(31);
    expect(await told('undeprecate')).toMatchObject({ code: 3, error: { code: 'retirement.expired' } });
    expect(await told('deprecate', '--delete')).toMatchObject({
      code: 3,
      error: { code: 'retirement.unconfirmed' },
    });
    expect((await names()).length).toBeGreaterThan(4);
    expect(await told('deprecate', '--delete', '--yes')).toMatchObject({ code: 0, state: 'dropped' });
    expect(await names()).toEqual(['nutrition_plans', 'training_plans', 'users']);
    expect(await told('undeprecate')).toMatchObject({ code: 3, error: { code: 'retirement.dropped' } });
  });
});
