import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../../engine/bson/index.ts';
import { openEmbedded } from '../../engine/stores/index.ts';
import { drawer } from './drawer.ts';
import { inside } from './inside.ts';
import { cutoff, dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;
let target: string;
let staged: {
  readonly run: string;
  readonly drawers: { readonly inserted: number };
  readonly quarantine: readonly { readonly count: number }[];
};

beforeAll(async () => {
  ({ path: bench, done } = await workbench());
  target = `embedded:${join(bench, 'target')}`;
  const words = ['stage', dump, '--set', cutoff, '--target', target, '--batch', '40', '--json'];
  staged = JSON.parse((await drawer([...words, '--out', join(bench, 'out')])).stdout);
});
afterAll(() => done());

const json = async (...words: readonly string[]) => {
  const { code, stdout } = await inside(['runs', ...words, '--target', target, '--json']);
  return { code, told: JSON.parse(stdout) };
};

describe('runs', () => {
  it('lists each run with its state, contract, environment and times', async () => {
    const { code, told } = await json();
    expect(told.runs).toEqual([
      {
        kind: 'migration',
        run: staged.run,
        state: 'done',
        started_at: expect.stringMatching(/^20\d\d-/),
        finished_at: expect.stringMatching(/^20\d\d-/),
        environment: 'staging',
        engine: expect.stringMatching(/^client-drawer \d/),
        contract: 'edn360',
        version: '1.0.0',
        mapping: expect.stringMatching(/^sha256:/),
        parameters: { DUAL_WRITE_START_AT: '2025-02-01T00:00:00.000Z' },
        source: expect.stringMatching(/^sha256:/),
        partition: { index: 1, count: 1 },
        path: 'batch',
        bounds: '',
        counts: expect.objectContaining({ documents: 461, drawers_inserted: 91, quarantined: 23 }),
      },
    ]);
    expect(code).toBe(0);
    const { stdout } = await inside(['runs', '--target', target]);
    expect(stdout).toContain(`${staged.run}  done  edn360 1.0.0  1/1  staging  20`);
    expect(stdout).toContain('\n1 run\n');
  });

  it('counts what one run has written, bulk by bulk', async () => {
    const { code, told } = await json(staged.run);
    expect(told.run).toBe(staged.run);
    expect(told.bulks.length).toBeGreaterThan(2);
    expect(told.bulks.map(({ sequence }: { sequence: number }) => sequence)).toEqual([...told.bulks.keys()]);
    expect(new Set(told.bulks.map(({ state }: { state: string }) => state))).toEqual(new Set(['done']));
    const inserted = told.bulks.reduce((sum: number, bulk: { inserted: number }) => sum + bulk.inserted, 0);
    expect(inserted).toBe(staged.drawers.inserted);
    expect(told.quarantined).toBe(staged.quarantine.reduce((sum, { count }) => sum + count, 0));
    expect(told.released).toBe(0);
    expect(code).toBe(0);
    const { stdout } = await inside(['runs', staged.run, '--target', target]);
    expect(stdout).toContain(`${told.bulks.length} bulks: ${inserted} inserted, 0 replaced\n`);
    expect(stdout).toContain('DUAL_WRITE_START_AT: 2025-02-01T00:00:00.000Z\n');
  });

  it('names no client and no document', async () => {
    const { stdout } = await inside(['runs', staged.run, '--target', target, '--json']);
    const drawers = await inside(['export', '--target', target, '--collection', 'client_drawers']);
    const ids = [...drawers.stdout.matchAll(/^\{"_id":"client_([^"]+)"/gm)].map(([, id]) => id ?? '');
    expect(ids.length).toBeGreaterThan(50);
    for (const id of ids) expect(stdout).not.toContain(id);
  });

  it('shows figures and an end where they were recorded, and a state that it does not know', async () => {
    const folder = join(bench, 'other');
    const store = await openEmbedded(folder, { create: true });
    const document = encode({
      _id: 'r-1',
      state: 'rolled_back',
      now: new Date(0),
      finished_at: new Date(1000),
      contract: { name: 'library', version: '2.0.0', mapping: 'sha256:00' },
      partition: { index: 2, count: 3 },
      source: 'mongodb://***@host/db',
      counts: { migrated: 7 },
    });
    await store.write([{ kind: 'put', collection: 'migration_runs', id: 'r-1', document }]);
    await store.close();
    const { stdout } = await inside(['runs', 'r-1', '--target', `embedded:${folder}`]);
    expect(stdout).toBe(
      [
        'r-1  rolled_back  library 2.0.0  2/3  1970-01-01T00:00:00.000Z',
        'source: mongodb://***@host/db',
        'mapping: sha256:00',
        'finished: 1970-01-01T00:00:01.000Z',
        'migrated: 7',
        '0 bulks: 0 inserted, 0 replaced',
        '0 set aside, 0 released',
        '',
      ].join('\n'),
    );
  });

  it('ends with 2 for a run that there is not', async () => {
    const { code, told } = await json('no-such-run');
    expect({ code, error: told.error.code }).toEqual({ code: 2, error: 'run.unknown' });
  });
});
