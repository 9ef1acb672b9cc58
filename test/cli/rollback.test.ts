import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BsonDocument, encode } from '../../engine/bson/index.ts';
import { currentHolder, openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { drawer, stackTrace } from './drawer.ts';
import { inside } from './inside.ts';
import { cutoff, dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;
let run: string;

const target = () => ['--target', `embedded:${join(bench, 'target')}`];
const backup = () => join(bench, 'backup');

beforeAll(async () => {
  ({ path: bench, done } = await workbench());
  await inside(['restore', dump, ...target(), '--json']);
  await inside(['backup', '--source', `embedded:${join(bench, 'target')}`, '--out', backup(), '--json']);
  const source = ['--source', dump, '--set', cutoff, '--out', join(bench, 'out')];
  run = JSON.parse((await inside(['apply', ...source, ...target(), '--json'])).stdout).run;
  await cp(join(bench, 'target'), join(bench, 'migrated'), { recursive: true });
});
afterAll(() => done());

beforeEach(async () => {
  await rm(join(bench, 'target'), { recursive: true });
  await cp(join(bench, 'migrated'), join(bench, 'target'), { recursive: true });
});

async function within<T>(work: (store: TargetStore) => Promise<T>): Promise<T> {
  const store = await openEmbedded(join(bench, 'target'), { create: false });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Another hand at the first drawer. */
const overwrite = () =>
  within(async (store) => {
    for await (const [first] of store.list('client_drawers')) {
      const bytes = first as Uint8Array;
      const fields = new BsonDocument(bytes).fields();
      const id = fields._id ?? null;
      const document = encode({ ...fields, profile: { nombre_completo: 'X' } });
      await store.write([{ kind: 'replace', collection: 'client_drawers', id, document, expect: bytes }]);
      return;
    }
  });

describe('the built rollback ends with', () => {
  it('0 when all that a run wrote is gone, and again when there is nothing left to do', async () => {
    const first = await drawer(['rollback', run, ...target()]);
    expect(first.stdout).toMatch(new RegExp(`^run ${run} is rolled back$`, 'm'));
    expect(first.stdout).toMatch(
      /^ {2}drawers {2}\d+ removed, 0 as they were, 0 cut back to what others wrote$/m,
    );
    expect(first.stderr).toContain('Rolling back');
    expect(first.code).toBe(0);
    expect(await within((store) => store.count('client_drawers'))).toBe(0);
    const again = await drawer(['rollback', run, ...target(), '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ command: 'rollback', run, links: 0, left: [] });
    expect(again.code).toBe(0);
    expect((await inside(['runs', ...target()])).stdout).toContain('  rolled_back  ');
  });

  it('1 when something of others is left in place of it', async () => {
    await overwrite();
    const { code, stdout } = await drawer(['rollback', run, ...target()]);
    expect(stdout).toMatch(/^ {2}left {5}#[0-9a-f]{12}: profile, which others have overwritten$/m);
    expect(code).toBe(1);
  });

  it('2 for a run that the target does not know, and for a call that cannot be meant', async () => {
    const unknown = await drawer(['rollback', 'nothing', ...target(), '--json']);
    expect(JSON.parse(unknown.stdout).error.code).toBe('run.unknown');
    expect(unknown.code).toBe(2);
    const alone = await drawer(['rollback', run, ...target(), '--yes']);
    expect(alone.stderr).toContain('--yes and --confirm go with --full');
    expect(alone.code).toBe(2);
  });

  it('3 while somebody holds the lease', async () => {
    await within(async (store) => {
      const lease = await store.lease('migration 1/1', currentHolder('other'));
      const { code, stderr } = await drawer(['rollback', run, ...target()]);
      expect(stderr).toContain('[store.locked]');
      expect(stderr).not.toMatch(stackTrace);
      expect(code).toBe(3);
      if ('release' in lease) await lease.release();
    });
  });
});

describe('the built rollback --full ends with', () => {
  const full = (...more: readonly string[]) => ['rollback', run, '--full', backup(), ...target(), ...more];

  it('3 until the loss is confirmed twice, then with 0', async () => {
    await overwrite();
    const asked = await drawer(full());
    expect(asked.stderr).toMatch(/^ {2}users: 97 in the backup, 97 now: loses 0 new and 0 changed$/m);
    expect(asked.stderr).toMatch(
      /^ {2}client_drawers: not in the backup, (\d+) now: loses \1 new and 0 changed; the run wrote to \1 of them$/m,
    );
    expect(asked.stderr).toContain('[rollback.unconfirmed]');
    expect(asked.stdout).toBe('');
    expect(asked.code).toBe(3);
    const code = /--yes --confirm (\S+)$/m.exec(asked.stderr)?.[1] ?? '';
    expect((await drawer(full('--yes'))).code).toBe(3);
    expect((await drawer(full('--confirm', code))).code).toBe(3);
    const done = await drawer(full('--yes', '--confirm', code));
    expect(done.stdout).toContain(`run ${run} is rolled back, and embedded:`);
    expect(done.stdout).toMatch(/^ {2}users +97 documents; 97 replaced$/m);
    expect(done.stdout).toMatch(/^ {2}client_drawers +gone, the backup does not have it; \d+ replaced$/m);
    expect(done.code).toBe(0);
    expect(
      (await inside(['backup', 'verify', backup(), ...['--source', target()[1] ?? '']])).stdout,
    ).not.toMatch(/^(?!migration_)\w+: .* since$/m);
  });

  it('3 and the loss as facts with --json', async () => {
    const { code, stdout } = await drawer(full('--json'));
    const { error, exit } = JSON.parse(stdout);
    expect(error).toMatchObject({
      code: 'rollback.unconfirmed',
      confirmation: expect.stringMatching(/^[0-9a-f-]{9}$/),
    });
    expect(error.loss[0]).toEqual({
      name: 'followup_submissions',
      backup: 112,
      now: 112,
      added: 0,
      changed: 0,
      missing: 0,
      ours: 0,
    });
    expect([exit, code]).toEqual([3, 3]);
  });

  it('4 for a backup that is damaged, with everything as it was', async () => {
    const damaged = join(bench, 'damaged');
    await cp(backup(), damaged, { recursive: true });
    const manifest = join(damaged, 'backup.json');
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace('"documents": 97', '"documents": 96'),
    );
    const { code, stderr } = await drawer(['rollback', run, '--full', damaged, ...target()]);
    expect(stderr).toContain('[store.damaged]');
    expect(code).toBe(4);
    expect(await within((store) => store.count('client_drawers'))).toBeGreaterThan(0);
  });
});
