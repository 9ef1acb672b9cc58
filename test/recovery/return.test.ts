import { appendFile, cp, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeBackup } from '../../engine/backup/index.ts';
import { BsonDocument, encode, type PlainDocument } from '../../engine/bson/index.ts';
import type { Plan } from '../../engine/contract/index.ts';
import { listRuns, records, setFailpointHandler } from '../../engine/migration/index.ts';
import { openTarget, type TargetStore } from '../../engine/stores/index.ts';
import { embedded, server } from '../fault/killed-stage.ts';
import { holdings, takeBack } from '../migration/rollback-bench.ts';
import { planOf, stageInto } from '../rehearsal/staging.ts';
import { type Backed, backedUp, codeFor, putBack, refusalOf } from './return-bench.ts';

const events = records.events;

/** What a store holds of the business, to the byte. */
async function business(target: TargetStore) {
  const all = Object.entries(await holdings(target));
  return Object.fromEntries(all.filter(([name]) => !name.startsWith('migration_')));
}

const insert = (target: TargetStore, collection: string, id: string, more: object = {}) =>
  target.write([{ kind: 'insert', collection, id, document: encode({ _id: id, ...more }) }]);

async function edit(target: TargetStore, collection: string): Promise<void> {
  for await (const [first] of target.list(collection)) {
    const expect = first as Uint8Array;
    const fields = new BsonDocument(expect).fields();
    const document = encode({ ...fields, edited: true });
    await target.write([{ kind: 'replace', collection, id: fields._id ?? null, document, expect }]);
    return;
  }
}

afterEach(() => setFailpointHandler(undefined));

describe.each([
  { name: 'an embedded store', makePlace: embedded },
  { name: 'MongoDB', makePlace: server },
])('putting $name back to a backup', ({ makePlace }) => {
  let plan: Plan;
  let backed: Backed;
  beforeAll(async () => {
    plan = await planOf('contracts/edn360/1.0.0');
  });
  beforeEach(async () => {
    backed = await backedUp(plan, makePlace);
  });
  afterEach(() => backed.done());

  test('tells exactly what is lost, takes the code for it, and gives every byte back', async () => {
    const { target, before } = backed;
    const drawers = await target.count(plan.target.collection);
    await insert(target, 'users', 'new-1');
    await insert(target, 'users', 'new-2');
    await edit(target, 'users');
    await insert(target, 'orders', 'o1');
    await target.drop('questionnaire_responses');
    const held = await business(target);
    const refused = await refusalOf(putBack(backed, { agreed: false }));
    expect(refused.code).toBe('rollback.unconfirmed');
    const loss = new Map(refused.loss?.map((one) => [one.name, one]));
    expect(loss.get('users')).toMatchObject({
      backup: 97,
      now: 99,
      added: 2,
      changed: 1,
      missing: 0,
      ours: 0,
    });
    expect(loss.get('orders')).toMatchObject({ backup: null, now: 1, added: 1, changed: 0, missing: 0 });
    expect(loss.get('questionnaire_responses')).toMatchObject({ backup: 4, now: 0, added: 0, missing: 4 });
    expect(loss.get(plan.target.collection)).toMatchObject({ backup: null, added: drawers, ours: drawers });
    const plans = loss.get('training_plans');
    expect(plans).toMatchObject({ added: 0, missing: 0, changed: plans?.ours });
    expect((plans?.changed ?? 0) > 0).toBe(target.kind === 'mongodb');
    expect(await business(target)).toEqual(held);
    expect((await listRuns(target)).find(({ id }) => id === 'run-1')?.state).toBe('done');

    const result = await putBack(backed, { confirmation: refused.confirmation });
    expect(result.kept).toEqual([]);
    expect(result.collections.find(({ name }) => name === 'users')).toEqual({
      name: 'users',
      documents: 97,
      replaced: 99,
    });
    expect(result.collections.find(({ name }) => name === 'orders')).toMatchObject({ documents: null });
    expect(await holdings(target)).toEqual({ ...before, [events]: expect.anything() });
    expect((await listRuns(target)).find(({ id }) => id === 'run-1')?.state).toBe('rolled_back');
    expect(await putBack(backed)).toMatchObject({ collections: [], kept: [] });
    const again = await stageInto(plan, 'fixtures/dump', target, backed.path, {
      parameters: { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' },
      run: 'run-2',
    });
    expect(again.result.drawers).toMatchObject({ total: drawers, inserted: drawers });
    expect(again.result.verification).toMatchObject({ different: 0, missing: 0 });
  });
});

describe('a return to a backup', () => {
  let plan: Plan;
  let backed: Backed;
  beforeAll(async () => {
    plan = await planOf('contracts/edn360/1.0.0');
  });
  beforeEach(async () => {
    backed = await backedUp(plan, embedded);
  });
  afterEach(() => backed.done());

  test('drops nothing that was written after the confirmation, and says so', async () => {
    const confirmation = await codeFor(backed);
    setFailpointHandler((point) => {
      if (point === 'return.restored') throw new Error('stop');
    });
    await expect(putBack(backed, { confirmation })).rejects.toThrow('stop');
    setFailpointHandler(undefined);
    await insert(backed.target, 'users', 'late-1');
    const stale = await refusalOf(putBack(backed, { confirmation }));
    expect(stale).toMatchObject({ code: 'rollback.unconfirmed' });
    setFailpointHandler((point) => {
      if (point === 'return.swapping') throw new Error('stop');
    });
    await expect(putBack(backed, { confirmation: stale.confirmation })).rejects.toThrow('stop');
    setFailpointHandler(undefined);
    await insert(backed.target, 'users', 'late-2');
    const { kept, collections } = await putBack(backed);
    expect(kept).toEqual(['users.replaced']);
    expect(collections.find(({ name }) => name === 'users')).toMatchObject({ documents: 97 });
    const [late] = await backed.target.read('users.replaced', ['late-2']);
    expect(late).toBeDefined();
    const { 'users.replaced': _, ...rest } = await business(backed.target);
    const { migration_events: __, ...before } = backed.before;
    expect(rest).toEqual(
      Object.fromEntries(Object.entries(before).filter(([name]) => !name.startsWith('migration_'))),
    );
  });

  test('takes no code but the one for what is there now, and needs both confirmations', async () => {
    const code = await codeFor(backed);
    expect(code).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}$/);
    expect(await codeFor(backed)).toBe(code);
    expect((await refusalOf(putBack(backed, { agreed: false, confirmation: code }))).code).toBe(
      'rollback.unconfirmed',
    );
    await edit(backed.target, 'users');
    const stale = await refusalOf(putBack(backed, { confirmation: code }));
    expect(stale.code).toBe('rollback.unconfirmed');
    expect(stale.confirmation).not.toBe(code);
    expect(await backed.target.count(plan.target.collection)).toBeGreaterThan(0);
  });

  test('is refused, with everything as it was, where something else stands in the way', async () => {
    const { target, backup, path } = backed;
    const held = await business(target);
    const code = async (more: Parameters<typeof putBack>[1]) => (await refusalOf(putBack(backed, more))).code;
    expect(await code({ backup: 'fixtures/dump' })).toBe('rollback.no_manifest');
    const elsewhere = await openTarget(`embedded:${join(path, 'elsewhere')}`, { create: true });
    const [run] = (await listRuns(target)).filter(({ id }) => id === 'run-1');
    for await (const batch of target.list(records.runs))
      for (const document of batch)
        await elsewhere.write([
          {
            kind: 'put',
            collection: records.runs,
            id: new BsonDocument(document).get('_id') ?? null,
            document,
          },
        ]);
    expect(run).toBeDefined();
    expect(await code({ target: elsewhere })).toBe('rollback.other_place');
    await elsewhere.close();
    await insert(target, 'users.replaced', 'x');
    expect(await code({})).toBe('rollback.name_taken');
    await target.drop('users.replaced');
    await expect(putBack(backed, { run: 'run-9' })).rejects.toMatchObject({ code: 'run.unknown' });
    const damaged = join(path, 'damaged');
    await cp(backup, damaged, { recursive: true });
    const folder =
      (await readdir(damaged, { withFileTypes: true })).find((one) => one.isDirectory())?.name ?? '';
    await appendFile(join(damaged, folder, 'users.bson.gz'), 'x');
    await expect(putBack(backed, { backup: damaged })).rejects.toMatchObject({ code: 'store.damaged' });
    await rename(join(damaged, 'backup.json'), join(damaged, 'backup.json.partial'));
    await expect(putBack(backed, { backup: damaged })).rejects.toMatchObject({ code: 'store.damaged' });
    expect(await business(target)).toEqual(held);
    await stageInto(plan, 'fixtures/dump', target, path, {
      parameters: { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' },
      run: 'run-2',
    });
    expect(await code({})).toBe('rollback.run_stands');
    await takeBack(target, 'run-2');
    expect(await code({})).toBe('rollback.unconfirmed');
  });

  test('is refused for a backup that may hold a part of the run, and where something else is under way', async () => {
    const { target, path } = backed;
    const backup = join(path, 'later');
    const product = { name: 'test', version: '0' };
    const clock = () => new Date('2025-06-01T10:00:00.001Z');
    await makeBackup(target, {
      directory: backup,
      product,
      started: new Date('2025-05-31T00:00:00Z'),
      clock,
    });
    expect((await refusalOf(putBack(backed, { backup }))).code).toBe('rollback.backup_later');
    const event = async (id: string, fields: PlainDocument) => {
      const document = encode({ _id: id, ...fields });
      await target.write([{ kind: 'put', collection: events, id, document }]);
    };
    const place = target.label;
    await event('retirement/r', { kind: 'retirement', run: 'r', state: 'renamed', started_at: clock() });
    expect((await refusalOf(putBack(backed))).code).toBe('rollback.retired');
    await event('retirement/r', { kind: 'retirement', run: 'r', state: 'returned', started_at: clock() });
    await event('return/x', { kind: 'return', run: 'x', state: 'swapping', place, manifest: 'other' });
    expect((await refusalOf(putBack(backed))).code).toBe('rollback.unfinished');
    await event('return/x', { kind: 'return', run: 'x', state: 'done', place, manifest: 'other' });
    expect((await refusalOf(putBack(backed))).code).toBe('rollback.unconfirmed');
  });
});
