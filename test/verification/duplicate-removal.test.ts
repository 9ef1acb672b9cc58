import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  BsonDocument,
  type BsonValue,
  encode,
  fieldsOf,
  type PlainDocument,
} from '../../engine/bson/index.ts';
import type { Plan } from '../../engine/contract/index.ts';
import { listRuns, setFailpointHandler } from '../../engine/migration/index.ts';
import { currentHolder, type TargetStore } from '../../engine/stores/index.ts';
import { opened, setAt, valueAt } from '../../engine/transform/index.ts';
import { findDuplicates, namesOf, removeDuplicate } from '../../engine/verification/index.ts';
import { figures, holdings, none, takeBack } from '../migration/rollback-bench.ts';
import { withDatabase } from '../real/database-of-test.ts';
import { planOf, scratch, stageInto, withStaged } from '../rehearsal/staging.ts';

const settings = { parameters: { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' } };
const context = (id: string) => ({
  run: { id, now: new Date('2025-06-03T00:00:00Z'), parameters: {} },
  cutoff: undefined,
});

let plan: Plan;
beforeAll(async () => {
  plan = await planOf('contracts/edn360/1.0.0');
});
afterEach(() => setFailpointHandler(undefined));

const remove = (target: TargetStore, name: string, sure: boolean, run = 'removal') =>
  removeDuplicate(
    {
      plan,
      target,
      context: context(run),
      isMeant: (one) => one === name,
      facts: {},
      holder: currentHolder(run),
    },
    sure,
  );

const found = async (target: TargetStore): Promise<readonly string[]> =>
  (await findDuplicates(plan, target, context('look'))).flatMap(namesOf);

const listPath = ['services', 'shared', 'questionnaires', 'followups'];

/** The first drawer with something in the list, and what is there. */
async function drawerWithList(target: TargetStore) {
  for await (const batch of target.list(plan.target.collection)) {
    for (const bytes of batch) {
      const list = valueAt(new BsonDocument(bytes), listPath);
      if (Array.isArray(list) && list.length > 0) return { bytes, list: list as readonly BsonValue[] };
    }
  }
  throw new Error('no drawer has one');
}

/** Writes the list of a drawer anew. */
async function relist(
  target: TargetStore,
  expect: Uint8Array,
  list: readonly BsonValue[],
): Promise<Uint8Array> {
  const draft = opened(new BsonDocument(expect));
  setAt(draft, listPath, list);
  const document = encode(draft);
  const { collection } = plan.target;
  await target.write([{ kind: 'replace', collection, id: draft._id ?? null, document, expect }]);
  return document;
}

const edited = (element: BsonValue | undefined, by: string): PlainDocument => ({
  ...fieldsOf(element as PlainDocument),
  edited: by,
});

async function read(target: TargetStore, id: string): Promise<Uint8Array | undefined> {
  return (await target.read(plan.target.collection, [id]))[0];
}

/** A second drawer of the client of a drawer, under another name. */
async function misname(target: TargetStore, bytes: Uint8Array, more: object = {}): Promise<string> {
  const fields = new BsonDocument(bytes).fields();
  const id = `other_${String(fields._id)}`;
  const document = encode({ ...fields, ...more, _id: id, user_id: ` ${String(fields.user_id)}` });
  await target.write([{ kind: 'insert', collection: plan.target.collection, id, document }]);
  return id;
}

/** What holds on every store. */
async function removals(target: TargetStore): Promise<void> {
  const { bytes, list } = await drawerWithList(target);
  const drawer = String(new BsonDocument(bytes).get('_id'));
  const twice = await relist(target, bytes, [...list, list[0] as BsonValue]);
  const other = await misname(target, bytes);
  const names = await found(target);
  expect(names).toHaveLength(2);
  expect(names).toContain(other);
  const [element = ''] = names.filter((name) => name.startsWith(`${drawer} `));
  const before = await holdings(target);
  expect(await remove(target, element, false)).toMatchObject({ surplus: 1 });
  expect(await holdings(target)).toEqual(before);
  expect(await remove(target, element, true, 'removal-1')).toMatchObject({ surplus: 1, run: 'removal-1' });
  expect(await read(target, drawer)).toEqual(Buffer.from(bytes));
  await expect(remove(target, element, true)).rejects.toMatchObject({ code: 'duplicates.unknown' });
  expect(await remove(target, other, true, 'removal-2')).toMatchObject({ surplus: 1, run: 'removal-2' });
  expect(await read(target, other)).toBeUndefined();
  expect(await found(target)).toHaveLength(0);
  expect(figures(await takeBack(target, 'removal-2'))).toEqual({ ...none, restored: 1 });
  expect(figures(await takeBack(target, 'removal-1'))).toEqual({ ...none, restored: 1 });
  expect(await read(target, drawer)).toEqual(Buffer.from(twice));
  expect(await holdings(target)).toEqual(before);
}

describe('removing a duplicate', () => {
  test('is a run of its own, told beforehand and taken back to the byte', () =>
    withStaged(plan, 'fixtures/dump', settings, (_, target) => removals(target)));

  test('is the same on a server', async () => {
    const { path, done } = await scratch();
    await withDatabase(async (target) => {
      await stageInto(plan, 'fixtures/dump', target, path, settings);
      await removals(target);
    });
    await done();
  });

  test('keeps what the migration wrote, and refuses where nothing says which that is', () =>
    withStaged(plan, 'fixtures/dump', settings, async (_, target) => {
      const { bytes, list } = await drawerWithList(target);
      const [first] = list as readonly [BsonValue];
      const stranger = await relist(target, bytes, [edited(first, 'x'), ...list]);
      const [name = ''] = await found(target);
      await remove(target, name, true, 'removal-1');
      const drawer = String(new BsonDocument(bytes).get('_id'));
      expect(await read(target, drawer)).toEqual(Buffer.from(bytes));
      await takeBack(target, 'removal-1');
      expect(await read(target, drawer)).toEqual(Buffer.from(stranger));
      const both = await relist(target, stranger, [edited(first, 'x'), edited(first, 'y'), ...list.slice(1)]);
      await expect(remove(target, name, true)).rejects.toMatchObject({ code: 'duplicates.ambiguous' });
      expect(await read(target, drawer)).toEqual(Buffer.from(both));
    }));

  test('takes no drawer away that holds something of its own', () =>
    withStaged(plan, 'fixtures/dump', settings, async (_, target) => {
      const { bytes } = await drawerWithList(target);
      const other = await misname(target, bytes, { notes: ['kept'] });
      await expect(remove(target, other, true)).rejects.toMatchObject({ code: 'duplicates.ambiguous' });
      expect(await read(target, other)).toBeDefined();
      expect((await listRuns(target)).map(({ id }) => id)).toEqual(['run-1']);
    }));

  test('leaves a drawer that was changed since, and one that somebody has put in its place', () =>
    withStaged(plan, 'fixtures/dump', settings, async (_, target) => {
      const { bytes, list } = await drawerWithList(target);
      const twice = await relist(target, bytes, [...list, list[0] as BsonValue]);
      const other = await misname(target, twice);
      const element = (await found(target)).find((name) => !name.startsWith('other_')) ?? '';
      await remove(target, other, true, 'removal-1');
      await remove(target, element, true, 'removal-2');
      const [drawer] = element.split(' ');
      const changed = await relist(target, (await read(target, drawer ?? '')) as Uint8Array, []);
      expect((await takeBack(target, 'removal-2')).left).toHaveLength(1);
      expect(await read(target, drawer ?? '')).toEqual(Buffer.from(changed));
      const theirs = await misname(target, bytes, { notes: ['theirs'] });
      expect(theirs).toBe(other);
      expect((await takeBack(target, 'removal-1')).left).toHaveLength(1);
      expect(new BsonDocument((await read(target, other)) as Uint8Array).get('notes')).toEqual(['theirs']);
    }));

  test.each([
    'ledger.intended',
    'drawers.written',
    'run.finishing',
  ] as const)('interrupted at %s goes on when it is asked for again', (point) =>
    withStaged(plan, 'fixtures/dump', settings, async (_, target) => {
      const { bytes, list } = await drawerWithList(target);
      await relist(target, bytes, [...list, list[0] as BsonValue]);
      const [name = ''] = await found(target);
      const before = await holdings(target);
      setFailpointHandler((at) => {
        if (at === point) throw new Error('stop');
      });
      await expect(remove(target, name, true, 'removal-1')).rejects.toThrow('stop');
      setFailpointHandler(undefined);
      const again = remove(target, name, true, 'removal-2');
      if (point === 'ledger.intended') expect(await again).toMatchObject({ surplus: 1 });
      else await expect(again).rejects.toMatchObject({ code: 'duplicates.unknown' });
      const runs = (await listRuns(target)).filter(({ id }) => id.startsWith('removal'));
      expect(runs.map(({ state }) => state)).toEqual(runs.map(() => 'done'));
      expect(await found(target)).toEqual([]);
      for (const { id } of [...runs].reverse()) await takeBack(target, id);
      expect(await holdings(target)).toEqual(before);
    }));
});
