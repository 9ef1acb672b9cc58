import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tellFailure } from '../../cli/boundary.ts';
import { createOutput } from '../../cli/output.ts';
import { BsonDocument, type BsonValue, encode } from '../../engine/bson/index.ts';
import { NoCutoff } from '../../engine/migration/index.ts';
import { openEmbedded, openSource } from '../../engine/stores/index.ts';
import { libraryPlan } from '../migration/library.ts';
import { drawer, type Ended } from './drawer.ts';
import { inside } from './inside.ts';
import { cutoff, dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;

beforeAll(async () => {
  ({ path: bench, done } = await workbench());
  // How far a call is that runs in this process is told there, too.
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await done();
});

const store = (name: string) => `embedded:${join(bench, name)}`;

type Run = (words: readonly string[]) => Promise<Ended>;

/** Calls a command on the dump, or on what `--source` says: in this process, or as `run` says. */
async function call(target: string, words: readonly string[], run: Run = inside) {
  const source = words.includes('--source') ? [] : ['--source', dump];
  const out = ['--out', join(bench, 'out')];
  return run([...words, ...source, '--set', cutoff, '--target', store(target), ...out]);
}

async function told(target: string, words: readonly string[], run: Run = inside) {
  const { code, stdout } = await call(target, [...words, '--json'], run);
  return { code, told: JSON.parse(stdout) };
}

/** The drawers as export gives them, without the instant of their last change. */
async function drawersOf(target: string): Promise<string> {
  const words = ['export', '--target', store(target), '--collection', 'client_drawers'];
  return (await inside(words)).stdout.replaceAll(/"updated_at":\{"\$date":[^}]*\}\}/g, '"updated_at":0');
}

/** Puts the dump into an embedded store, so that it can be repaired. */
async function bringDump(name: string): Promise<void> {
  const from = await openSource(dump);
  const to = await openEmbedded(join(bench, name), { create: true });
  try {
    for (const { name: collection } of await from.collections())
      for await (const batch of from.scan(collection))
        await to.write(
          batch.map(({ bytes: document }) => {
            const id = new BsonDocument(document).get('_id') ?? null;
            return { kind: 'put', collection, id, document };
          }),
        );
  } finally {
    await from.close();
    await to.close();
  }
}

async function repair(name: string, collection: string, id: string, fields: Record<string, BsonValue>) {
  const legacy = await openEmbedded(join(bench, name), { create: false });
  try {
    const [bytes] = await legacy.read(collection, [id]);
    const document = encode({ ...new BsonDocument(bytes ?? new Uint8Array()).fields(), ...fields });
    await legacy.write([{ kind: 'put', collection, id, document }]);
  } finally {
    await legacy.close();
  }
}

describe('apply --step', () => {
  it('one after the other writes the drawers that all write at once, and counts its own documents', async () => {
    const whole = await told('whole', ['apply']);
    for (const [at, step] of ['02', '03', '04'].entries()) {
      const { told: one } = await told('steps', ['apply', '--step', step], step === '03' ? drawer : inside);
      expect(one).toMatchObject({ command: 'apply', path: 'batch', bounds: `step ${step}`, step });
      const same = whole.told.steps.filter((row: { step: string }) => row.step === step);
      expect(one.steps).toEqual(same);
      expect(one.drawers.inserted).toBe(at === 0 ? whole.told.drawers.inserted : 0);
      expect((await call('steps', ['verify', '--step', step])).code).toBe(0);
      if (step !== '03') expect((await call('steps', ['verify'])).code).toBe(step === '04' ? 0 : 1);
    }
    const [steps, all] = [await drawersOf('steps'), await drawersOf('whole')];
    expect(steps).toBe(all);
    expect(steps.split('\n').length).toBeGreaterThan(90);
    const { stdout } = await inside(['runs', '--target', store('steps')]);
    expect(stdout).toMatch(/ {2}1\/1 {2}step 02 {2}staging/);
  });

  it('follows a plan that was made for it, and refuses one of another step', async () => {
    const file = join(bench, 'step.json');
    expect((await inside(['init', '--target', store('planned')])).code).toBe(0);
    expect((await call('planned', ['plan', '--step', '02', '-o', file])).code).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ step: '02', steps: [{ step: '02' }] });
    const other = await call('planned', ['apply', file, '--step', '03']);
    expect(other.stderr).toContain('the plan no longer holds: bounds, step');
    expect(other.code).toBe(3);
    const { told: applied } = await told('planned', ['apply', file]);
    expect(applied).toMatchObject({ step: '02', drawers: { changed: 0 } });
  });

  it('is a wrong call for a step that the contract does not have', async () => {
    const { code, stderr } = await call('whole', ['apply', '--step', '2']);
    expect(stderr).toBe('drawer: the contract edn360 has no step 2\nits steps are 02, 03, 04\n');
    expect(code).toBe(2);
  });
});

describe('reconcile', () => {
  it('brings what is after the cutoff, and nothing the second time', async () => {
    expect((await call('late', ['apply'])).code).toBe(1);
    const first = await told('late', ['reconcile'], drawer);
    expect(first.told).toMatchObject({
      command: 'reconcile',
      environment: 'staging',
      path: 'reconcile',
      bounds: '',
      resumed: false,
      drawers: { inserted: 1 },
    });
    const [questionnaires, followups] = first.told.steps;
    expect(questionnaires.collections.nutrition_questionnaire_submissions).toMatchObject({
      migrated: 1,
      superseded: 2,
      after_cutoff: 0,
    });
    expect(followups.collections.followup_submissions).toMatchObject({ migrated: 2 });
    const codes = first.told.quarantine.map(({ code }: { code: string }) => code);
    expect(new Set(codes)).toEqual(new Set(['orphan']));
    expect(first.code).toBe(1);
    const second = await told('late', ['reconcile']);
    expect(second.told.drawers).toMatchObject({ inserted: 0, changed: 0 });
    expect((await call('late', ['verify'])).code).toBe(0);
    const { stdout } = await inside(['runs', '--target', store('late')]);
    expect(stdout).toMatch(/ {2}1\/1 {2}reconcile {2}staging/);
  });

  it('ends with 0 where nothing is left, and goes by its bounds', async () => {
    const gap = ['--from', '2025-02-01T00:00:00Z', '--to', '2025-02-01T00:00:00.001Z'];
    const { code, stdout } = await call('late', ['reconcile', ...gap]);
    expect(stdout).toMatch(/^run \S+\ndrawers: 0 inserted, \d+ changed, \d+ unchanged\n02 questionnaires\n/);
    expect(code).toBe(0);
    const { stdout: runs } = await inside(['runs', '--target', store('late')]);
    expect(runs).toContain('reconcile from 2025-02-01T00:00:00.000Z to 2025-02-01T00:00:00.001Z');
  });

  it('is a wrong call with bounds that hold nothing, or are no instants, and without a cutoff', async () => {
    const turned = ['--from', '2025-03-01T00:00:00Z', '--to', '2025-02-01T00:00:00Z'];
    expect(await call('late', ['reconcile', ...turned])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--from is not before --to'),
    });
    expect(await call('late', ['reconcile', '--from', '2025-03-01'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('2025-02-01T00:00:00Z'),
    });
    const output = createOutput(false, process.stdout, process.stderr);
    const quiet = { ...output, tell: () => undefined };
    expect(tellFailure(new NoCutoff(libraryPlan()), 'reconcile', quiet as typeof output, false)).toBe(2);
  });
});

describe('quarantine replay', () => {
  const replay = (...words: readonly string[]) =>
    told('replayed', ['quarantine', 'replay', ...words, '--source', store('legacy')]);

  it('takes what was repaired, tells what stays and why, and closes the records', async () => {
    await bringDump('legacy');
    await call('replayed', ['apply', '--source', store('legacy')]);
    const list = async () =>
      JSON.parse(
        (await inside(['quarantine', 'list', '--target', store('replayed'), '--show-ids', '--json'])).stdout,
      ).documents as { id: string; collection: string; document: string; code: string; state: string }[];
    const before = await list();
    const [late] = before.filter(
      ({ code, collection }) => code === 'date.missing' && /followup/.test(collection),
    );
    if (late === undefined) throw new Error('the dump has no followup without a date');
    const { collection, document } = late;
    await repair('legacy', collection, document, { submission_date: 'soon' });
    const still = await replay(late.id, '--show-ids');
    expect(still.told).toMatchObject({
      action: 'replay',
      landed: 0,
      quarantined: 1,
      documents: [
        { id: late.id, collection, was: 'date.missing', outcome: 'quarantined', code: 'date.invalid' },
      ],
    });
    expect(still.code).toBe(1);
    await repair('legacy', collection, document, { submission_date: new Date('2025-01-15T10:00:00Z') });
    const hashed = still.told.documents[0].id === late.id ? (await replay()).told : undefined;
    expect(hashed).toMatchObject({ landed: 1, quarantined: before.length - 1, absent: 0, released: 0 });
    expect(JSON.stringify(hashed)).not.toContain(document);
    expect((await list()).filter(({ state }) => state === 'released')).toEqual([
      expect.objectContaining({ id: late.id, code: 'date.invalid', released_by: hashed.run }),
    ]);
    const again = await replay(late.id);
    expect(again).toMatchObject({ code: 0, told: { run: null, released: 1, documents: [] } });
    const verify = ['verify', '--source', store('legacy')];
    expect((await call('replayed', verify)).code).toBe(0);
  });

  it('tells it in lines, and refuses names that are none', async () => {
    const words = ['quarantine', 'replay', '--source', store('legacy')];
    const { code, stdout } = await call('replayed', words, drawer);
    expect(stdout).toMatch(/^run \S+\n(#[0-9a-f]{12} {2}\w+ {2}\S+ → quarantined: \S+ {2}\S+:\d+:\d+\n)+/);
    expect(stdout).toMatch(/\n0 left quarantine, \d+ stay, 0 absent from the source\n$/);
    expect(code).toBe(1);
    const unknown = await call('replayed', [
      'quarantine',
      'replay',
      'nowhere/1',
      '--source',
      store('legacy'),
    ]);
    expect(unknown.stderr).toContain('nothing is set aside under the id nowhere/1');
    expect(unknown.code).toBe(2);
    const two = await inside(['quarantine', 'show', 'a', 'b', '--target', store('replayed')]);
    expect(two).toMatchObject({ code: 2, stderr: expect.stringContaining('show takes one document') });
  });
});
