import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BsonDocument, encode } from '../../engine/bson/index.ts';
import { openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { drawer } from './drawer.ts';
import { inside } from './inside.ts';
import { changedContract, cutoff, dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;
let folder: string;
let staged: { readonly run: string; readonly quarantine: readonly { code: string; count: number }[] };

beforeAll(async () => {
  ({ path: bench, done } = await workbench());
  folder = join(bench, 'target');
  const words = ['stage', dump, '--set', cutoff, '--target', `embedded:${folder}`, '--json'];
  staged = JSON.parse((await drawer([...words, '--out', join(bench, 'out')])).stdout);
});
afterAll(() => done());

const quarantine = (...words: readonly string[]) =>
  inside(['quarantine', ...words, '--target', `embedded:${folder}`]);

async function withStore<T>(work: (store: TargetStore) => Promise<T>): Promise<T> {
  const store = await openEmbedded(folder, { create: false });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function approvals(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return withStore(async (store) => {
    const found: Readonly<Record<string, unknown>>[] = [];
    for await (const batch of store.list('migration_approvals'))
      found.push(...batch.map((bytes) => ({ ...new BsonDocument(bytes).fields() })));
    return found;
  });
}

interface Row {
  readonly id: string;
  readonly code: string;
  readonly collection: string;
}

const listed = async (...words: readonly string[]): Promise<readonly Row[]> =>
  JSON.parse((await quarantine('list', '--json', ...words)).stdout).documents;

describe('quarantine list', () => {
  it('shows every document that the staging has set aside, with its place and what the contract says of it', async () => {
    const { code, stdout } = await quarantine('list', '--json');
    const told = JSON.parse(stdout);
    const counts = new Map<string, number>();
    for (const { code: one } of told.documents) counts.set(one, (counts.get(one) ?? 0) + 1);
    const expected = new Map<string, number>();
    for (const { code: one, count } of staged.quarantine) expected.set(one, (expected.get(one) ?? 0) + count);
    expect(expected.size).toBeGreaterThan(5);
    expect(counts).toEqual(expected);
    expect(told).toMatchObject({ command: 'quarantine', action: 'list', released: 0 });
    expect(told.waiting).toBe(told.documents.length);
    const failed = told.documents.find((entry: Row) => entry.code === 'plan.failed');
    expect(failed).toMatchObject({
      run: staged.run,
      state: 'waiting',
      collection: 'nutrition_plans',
      detail: null,
    });
    const [file, line] = failed.where.split(':');
    const source = await readFile(join('contracts/edn360/1.0.0', file), 'utf8');
    expect(source.split('\n')[Number(line) - 1]).toContain('when:');
    expect(source.replace(/\s+/g, ' ')).toContain(failed.note);
    expect(source.replace(/\s+/g, ' ')).toContain(failed.fix);
    expect(code).toBe(0);
  });

  it('takes the note of the code where the contract is of another version', async () => {
    const contract = await changedContract(bench, 'mappings/04-nutrition-plans.yaml', [
      'mapping:',
      '\n\nmapping:',
    ]);
    const [failed] = await listed('--code', 'plan.failed', '--contract', contract);
    const [before] = await listed('--code', 'plan.failed');
    expect(before).toMatchObject({ note: expect.any(String), fix: expect.any(String) });
    expect(failed).toMatchObject({ note: Object(before).note, fix: Object(before).fix });
  });

  it('hashes ids, unless it is told to show them together with the details', async () => {
    const hashed = await quarantine('list');
    expect(hashed.stdout).toMatch(/^#[0-9a-f]{12} {2}followup_submissions {2}orphan /m);
    expect(hashed.stderr).toContain('--show-ids');
    const shown = await listed('--show-ids');
    for (const { document, client } of shown.map((row) => Object(row))) {
      expect(hashed.stdout).not.toContain(document);
      if (client !== null) expect(hashed.stdout).not.toContain(client);
    }
    expect(new Set((await listed()).map((row) => Object(row).detail))).toEqual(new Set([null]));
    const misfit = shown.find(({ code }) => code === 'source.schema');
    expect(misfit).toMatchObject({ detail: expect.stringContaining('bsonType') });
  });

  it('keeps to a code and to a collection', async () => {
    const orphans = await listed('--code', 'orphan');
    expect(new Set(orphans.map(({ code }) => code))).toEqual(new Set(['orphan']));
    const plans = await listed('--code', 'orphan', '--collection', 'training_plans');
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.length).toBeLessThan(orphans.length);
    expect(await listed('--code', 'no.such')).toEqual([]);
  });

  it('gives CSV with a head, and a row for each document', async () => {
    const { code, stdout, stderr } = await quarantine('list', '--csv', '--show-ids');
    const [head, ...rows] = stdout.split('\r\n');
    expect(head).toBe(
      'id,collection,document,client,code,where,note,fix,detail,run,at,state,released_by,released_at',
    );
    expect(rows.pop()).toBe('');
    expect(rows.length).toBe((await listed()).length);
    expect(stderr).toContain(`${rows.length} set aside, 0 released`);
    expect(code).toBe(0);
    const built = await drawer([
      'quarantine',
      'list',
      '--csv',
      '--show-ids',
      '--target',
      `embedded:${folder}`,
    ]);
    expect(built).toEqual({ code, stdout, stderr });
    expect((await quarantine('list', '--csv', '--json')).code).toBe(2);
  });
});

describe('quarantine show', () => {
  it('takes the id as it is, hashed, or hashed without its mark, and keeps the document to itself', async () => {
    const [hashed] = await listed('--code', 'plan.failed');
    const [known] = await listed('--code', 'plan.failed', '--show-ids');
    for (const id of [hashed?.id ?? '', hashed?.id.slice(1) ?? '', known?.id ?? '']) {
      const { code, stdout } = await quarantine('show', id, '--json');
      expect(JSON.parse(stdout)).toEqual({ command: 'quarantine', action: 'show', ...hashed });
      expect(code).toBe(0);
    }
    expect((await quarantine('show', known?.id ?? '')).stdout).not.toContain(Object(known).document);
  });

  it('shows the document when it is asked for it', async () => {
    const [known] = await listed('--code', 'plan.failed', '--show-ids');
    const { stdout } = await quarantine('show', known?.id ?? '', '--show-document', '--json');
    const { content } = JSON.parse(stdout);
    expect(content.user_id).toBe(Object(known).client);
    expect(['processing', 'error']).toContain(content.status);
  });

  it('ends with 2 for an id that there is not', async () => {
    const { code, stderr } = await quarantine('show', 'followup_submissions/none');
    expect(stderr).toContain('nothing is set aside under the id followup_submissions/none');
    expect(code).toBe(2);
  });
});

describe('quarantine exclude', () => {
  it('writes a proposal once, and excludes nothing', async () => {
    const [entry] = await listed('--code', 'orphan');
    const before = await listed();
    const words = ['exclude', entry?.id ?? '', '--reason', 'prueba interna', '--by', 'Ana', '--json'];
    const first = await quarantine(...words);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({
      outcome: 'new',
      state: 'proposed',
      reason: 'prueba interna',
      by: 'Ana',
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    const second = await quarantine(...words);
    expect(JSON.parse(second.stdout)).toEqual({ ...JSON.parse(first.stdout), outcome: 'unchanged' });
    const [written, ...more] = await approvals();
    expect(more).toEqual([]);
    expect(written).toMatchObject({ kind: 'exclusion', state: 'proposed', code: 'orphan', by: 'Ana' });
    expect(await listed()).toEqual(before);
    const reworded = await quarantine(...words.with(3, 'otro motivo'));
    expect(JSON.parse(reworded.stdout)).toMatchObject({ outcome: 'reworded', reason: 'otro motivo' });
    expect((await approvals()).map(({ reason }) => reason)).toEqual(['otro motivo']);
  });

  it('asks for the document as it is now: other content needs another proposal', async () => {
    const [entry] = await listed('--code', 'plan.failed', '--show-ids');
    const id = entry?.id ?? '';
    const words = ['exclude', id, '--reason', 'plan fallido', '--json'];
    await quarantine(...words);
    await withStore(async (store) => {
      const [stored] = await store.read('migration_quarantine', [id]);
      const fields = new BsonDocument(stored ?? encode({})).fields();
      const document = { ...new BsonDocument(encode({ _id: 1, status: 'error' })).fields() };
      await store.write([
        { kind: 'put', collection: 'migration_quarantine', id, document: encode({ ...fields, document }) },
      ]);
    });
    expect(JSON.parse((await quarantine(...words)).stdout).outcome).toBe('new');
    const ours = (await approvals()).filter(({ record }) => record === id);
    expect(new Set(ours.map(({ digest }) => digest)).size).toBe(2);
  });

  it('leaves a decision as it is', async () => {
    const [entry] = await listed('--code', 'link.broken', '--show-ids');
    const words = ['exclude', entry?.id ?? '', '--reason', 'enlace roto', '--json'];
    await quarantine(...words);
    for (const [state, ending] of [
      ['approved', 0],
      ['rejected', 3],
    ] as const) {
      await withStore(async (store) => {
        for await (const batch of store.list('migration_approvals')) {
          for (const bytes of batch) {
            const fields = new BsonDocument(bytes).fields();
            if (fields.record !== entry?.id) continue;
            const document = encode({ ...fields, state });
            const id = fields._id ?? null;
            await store.write([{ kind: 'put', collection: 'migration_approvals', id, document }]);
          }
        }
      });
      const { code, stdout } = await quarantine(...words.with(3, 'otra vez'));
      expect(code).toBe(ending);
      if (ending === 3) expect(JSON.parse(stdout).error.code).toBe('exclusion.rejected');
      else expect(JSON.parse(stdout)).toMatchObject({ state: 'approved', reason: 'enlace roto' });
    }
  });

  it('refuses an unknown id, a missing reason, and a document that has left quarantine', async () => {
    const unknown = await quarantine('exclude', 'nutrition_plans/none', '--reason', 'x', '--json');
    expect(unknown.code).toBe(2);
    expect(JSON.parse(unknown.stdout).error.code).toBe('quarantine.unknown');
    const [entry] = await listed('--code', 'date.invalid', '--show-ids');
    const id = entry?.id ?? '';
    expect((await quarantine('exclude', id, '--reason', '  ')).code).toBe(2);
    await withStore(async (store) => {
      const [stored] = await store.read('migration_quarantine', [id]);
      const fields = new BsonDocument(stored ?? encode({})).fields();
      const document = encode({ ...fields, released: { run: 'later', at: new Date(0) } });
      await store.write([{ kind: 'put', collection: 'migration_quarantine', id, document }]);
    });
    const { code, stdout } = await quarantine('exclude', id, '--reason', 'x', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout).error.code).toBe('quarantine.released');
    expect((await approvals()).some(({ record }) => record === id)).toBe(false);
    expect(Object((await listed('--code', 'date.invalid'))[0])).toMatchObject({
      state: 'released',
      released_by: 'later',
      released_at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('approves with --approve, proposed before or with it, and says when that was done already', async () => {
    const [entry] = await listed('--code', 'source.schema', '--show-ids');
    const words = ['exclude', entry?.id ?? ''];
    const alone = await quarantine(...words, '--approve', 'Eva', '--json');
    expect(JSON.parse(alone.stdout).error.code).toBe('exclusion.unproposed');
    expect(alone.code).toBe(3);
    expect((await quarantine(...words, '--approve', ' ')).code).toBe(2);
    const both = await quarantine(...words, '--reason', 'prueba', '--by', 'Ana', '--approve', 'Eva');
    expect(both.stdout).toMatch(
      /^#[0-9a-f]{12}: approved, by Eva, \S+Z; runs leave it out from now on, as it is\n$/,
    );
    expect(both.code).toBe(0);
    const again = await quarantine(...words, '--approve', 'Luz', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      outcome: 'unchanged',
      state: 'approved',
      by: 'Ana',
      approved: { by: 'Eva', at: expect.stringMatching(/Z$/) },
    });
  });
});
