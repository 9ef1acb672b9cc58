import { describe, expect, test } from 'vitest';
import { type BsonValue, encode, fieldsOf, type PlainDocument } from '../../engine/bson/index.ts';
import { records } from '../../engine/migration/index.ts';
import { type Bench, day, fates, libraryPlan, type World, withBench } from './library.ts';

const plan = libraryPlan();
const world: World = {
  cards: [{ _id: 'c1', member: '7', issued_at: day(5), name: 'Ana', email: 'a@example.org' }],
  loans: [1, 2].map((at) => ({ _id: `l${at}`, card: { member: '7' }, lent_at: day(at), pages: at })),
  fines: [{ _id: 'f1', member: '7', raised_at: day(7), amount: 5, loan: 'l1' }],
};

/** Changes the drawer of client 7 as somebody else would. */
async function alter(bench: Bench, change: (drawer: Record<string, BsonValue>) => void): Promise<void> {
  const drawer = { ...(await bench.drawer(plan, 'member_7')) } as Record<string, BsonValue>;
  change(drawer);
  const { collection } = plan.target;
  await bench.target.write([{ kind: 'put', collection, id: 'member_7', document: encode(drawer) }]);
}

function inside(value: BsonValue | undefined): Record<string, BsonValue> {
  return { ...fieldsOf(value as PlainDocument) };
}

/** Stages twice more: what was altered is as it was left, and the second time nothing is written. */
async function keeps(bench: Bench, wanted: Readonly<Record<string, string>>) {
  const before = await bench.drawers(plan);
  const staged = await bench.stage(plan, world);
  expect(await bench.drawers(plan)).toEqual(before);
  expect(fates(staged)).toEqual(wanted);
  const bulks = await bench.target.count(records.ledger);
  const again = await bench.stage(plan, world);
  expect(fates(again)).toEqual(wanted);
  expect(await bench.target.count(records.ledger)).toBe(bulks);
  return staged;
}

const present = {
  'cards/c1': 'already_present',
  'loans/l1': 'already_present',
  'loans/l2': 'already_present',
  'fines/f1': 'already_present',
};

describe('what somebody else changed in a drawer of ours is kept, and the document it came from set aside', () => {
  test('an element with another value', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      await alter(bench, (drawer) => {
        const [fine] = drawer.fines as BsonValue[];
        drawer.fines = [{ ...inside(fine), paid: true }];
      });
      await keeps(bench, { ...present, 'fines/f1': 'quarantined conflict' });
    });
  });

  test('an element that is gone', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      await alter(bench, (drawer) => {
        drawer.fines = [];
      });
      await keeps(bench, { ...present, 'fines/f1': 'quarantined conflict' });
    });
  });

  test('a value that there is once', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      await alter(bench, (drawer) => {
        drawer.card = { ...inside(drawer.card), name: 'Ana María' };
      });
      await keeps(bench, { ...present, 'cards/c1': 'quarantined conflict' });
    });
  });

  test('a computed value, which is reported as a conflict', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      await alter(bench, (drawer) => {
        drawer.meta = { ...inside(drawer.meta), branch: 'norte' };
      });
      const { result } = await keeps(bench, present);
      expect(result.conflicts).toEqual([{ path: 'meta.branch', count: 1 }]);
    });
  });

  test('an element of their own, beside ours', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      await alter(bench, (drawer) => {
        const theirs = { fine_id: 'x', raised_at: day(1), paid: true, loan_ref: null };
        drawer.fines = [theirs, ...(drawer.fines as BsonValue[])];
      });
      const { result } = await keeps(bench, present);
      expect(result.verdict).toBe('accepted');
    });
  });
});

test('a document that has changed replaces what is still ours', async () => {
  await withBench(async (bench) => {
    await bench.stage(plan, world);
    const changed: World = {
      ...world,
      cards: [{ _id: 'c1', member: '7', issued_at: day(5), name: 'Eva', email: 'e@example.org' }],
      fines: [{ _id: 'f1', member: '7', raised_at: day(8), amount: 6, loan: 'l2' }],
    };
    const staged = await bench.stage(plan, changed);
    expect(fates(staged)).toEqual({ ...present, 'cards/c1': 'migrated', 'fines/f1': 'migrated' });
    expect(staged.result.verification).toMatchObject({ different: 0, missing: 0 });
    const drawers = await bench.drawers(plan);
    await withBench(async (other) => {
      await other.stage(plan, changed);
      expect(drawers).toEqual(await other.drawers(plan));
    });
  });
});

test('two documents with one logical id: the first in order lands', async () => {
  const titled = libraryPlan({ 'mappings/02-loans.yaml': [['loan_id: $id', 'loan_id: title']] });
  await withBench(async (bench) => {
    const loans = [3, 1, 2].map((at) => ({
      _id: `l${at}`,
      card: { member: '7' },
      lent_at: day(at),
      pages: 1,
      title: at === 2 ? 'other' : 'same',
    }));
    expect(fates(await bench.stage(titled, { cards: world.cards ?? [], loans }))).toEqual({
      'cards/c1': 'migrated',
      'loans/l1': 'migrated',
      'loans/l2': 'migrated',
      'loans/l3': 'quarantined key.duplicate',
    });
  });
});
