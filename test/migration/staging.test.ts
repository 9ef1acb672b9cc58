import { serialize } from 'bson';
import { afterEach, describe, expect, test } from 'vitest';
import { encode, type PlainDocument } from '../../engine/bson/index.ts';
import { records, setFailpointHandler } from '../../engine/migration/index.ts';
import type { TargetStore } from '../../engine/stores/index.ts';
import { day, fates, libraryPlan, type World, withBench } from './library.ts';

const ana = { _id: 'c1', member: '7', issued_at: day(5), name: 'Ana', email: 'a@example.org' };
const bea = { _id: 'c2', member: '8', issued_at: day(5), name: 'Bea', email: 'b@example.org' };
const loan = (id: unknown, month: number, more: object = {}, member: unknown = '7') => ({
  _id: id,
  card: { member },
  lent_at: day(month),
  pages: 1,
  ...more,
});

afterEach(() => setFailpointHandler(undefined));

describe('one document that an expression fails on is set aside alone', () => {
  test.each([
    ['order', { 'mappings/02-loans.yaml': [['[ $date, $id ]', '[ $number(title), $id ]']] }],
    [
      'let of an order',
      {
        'mappings/02-loans.yaml': [
          ['[ $date, $id ]', '[ $nth, $id ]'],
          ['blank: [ "", null ]', 'blank: [ "", null ]\nlet: { nth: $number(title) }'],
        ],
      },
    ],
    ['link', { 'mappings/02-loans.yaml': [['drawer_id: $drawer._id', 'drawer_id: $number(title)']] }],
    ['warn', { 'mappings/02-loans.yaml': [["when: '$not($exists(pages))'", "when: '$number(title) > 9'"]] }],
  ] as const)('in %s', async (_, edits) => {
    const plan = libraryPlan(edits);
    await withBench(async (bench) => {
      const loans = [
        loan('l1', 1, { title: '1' }),
        loan('l2', 2, { title: 'x' }),
        loan('l3', 3, { title: '3' }),
      ];
      const staged = await bench.stage(plan, { cards: [ana], loans });
      expect(fates(staged)).toMatchObject({
        'cards/c1': 'migrated',
        'loans/l1': 'migrated',
        'loans/l2': 'quarantined expression.failed',
        'loans/l3': 'migrated',
      });
    });
  });

  test('a chosen document whose warning fails gives way to the next and makes no drawer of its own', async () => {
    const plan = libraryPlan({
      'mappings/01-cards.yaml': [["when: '$blank($lookup($$, $item))'", `when: '$number(phone) > 0'`]],
    });
    await withBench(async (bench) => {
      const bad = { ...ana, phone: 'x' };
      const first = await bench.stage(plan, { cards: [bad], loans: [loan('l1', 6)] });
      expect(fates(first)).toEqual({
        'cards/c1': 'quarantined expression.failed',
        'loans/l1': 'quarantined orphan',
      });
      expect(await bench.drawers(plan)).toEqual({});
      const good = { ...ana, _id: 'c9', issued_at: day(6), phone: '1' };
      const second = await bench.stage(plan, { cards: [bad, good], loans: [loan('l1', 6)] });
      expect(fates(second)).toMatchObject({
        'cards/c1': 'quarantined expression.failed',
        'cards/c9': 'migrated',
        'loans/l1': 'migrated',
      });
    });
  });

  test('half a surrogate pair in a link sets its document aside', async () => {
    const plan = libraryPlan({
      'mappings/02-loans.yaml': [
        ['drawer_id: $drawer._id', String.raw`drawer_id: 'title = "bad" ? "\ud83d" : $drawer._id'`],
      ],
    });
    await withBench(async (bench) => {
      const loans = [loan('l1', 1, { title: 'bad' }), loan('l2', 2, { title: 'good' })];
      const staged = await bench.stage(plan, { cards: [ana], loans });
      expect(fates(staged)).toMatchObject({
        'loans/l1': 'quarantined value.type',
        'loans/l2': 'migrated',
      });
    });
  });
});

test('a warning of a let is told once, however often the name is used', async () => {
  const plan = libraryPlan({
    'mappings/03-fines.yaml': [
      [
        'without_drawer: quarantine',
        `without_drawer: quarantine\nrefuse: [ { when: '$loan = "zz"', code: fine.odd } ]`,
      ],
    ],
  });
  await withBench(async (bench) => {
    const fines = [{ _id: 'f1', member: '7', raised_at: day(7), amount: 5 }];
    const { result } = await bench.stage(plan, { cards: [ana], fines });
    expect(result.warnings.find(({ code }) => code === 'fine.loose')).toMatchObject({
      count: 1,
      documents: 1,
    });
  });
});

describe('a target that other hands write to', () => {
  const foreign = { _id: 'card-of-7', member_id: '7', card: { issued_at: null, address: {} } };

  test("a drawer of the client under another name sets the client's documents aside, and only those", async () => {
    const plan = libraryPlan();
    await withBench(async (bench) => {
      await bench.stage(plan, { cards: [] });
      await bench.put(plan, 'card-of-7', foreign);
      const world: World = { cards: [ana, bea], loans: [loan('l1', 1)] };
      const staged = await bench.stage(plan, world);
      expect(fates(staged)).toEqual({
        'cards/c1': 'quarantined conflict',
        'cards/c2': 'migrated',
        'loans/l1': 'quarantined conflict',
      });
      expect(Object.keys(await bench.drawers(plan))).toEqual(['card-of-7', 'member_8']);
      expect((await bench.drawers(plan))['card-of-7']).toBe(
        '{"_id":"card-of-7","card":{"address":{},"issued_at":null},"member_id":"7"}',
      );
    });
  });

  test('a drawer that appears while a first staging writes is taken into account', async () => {
    const plan = libraryPlan();
    await withBench(async (bench) => {
      const clean = await bench.stage(plan, { cards: [bea] });
      expect(clean.result.drawers.inserted).toBe(1);
    });
    await withBench(async (bench) => {
      let came = false;
      const busy = new Proxy(bench.target, {
        get(store, name) {
          if (name !== 'write') {
            const value = Reflect.get(store, name) as unknown;
            return typeof value === 'function' ? value.bind(store) : value;
          }
          const write: TargetStore['write'] = async (operations, lease) => {
            const drawers = operations.some(({ collection }) => collection === plan.target.collection);
            if (drawers && !came) {
              came = true;
              await bench.put(plan, 'member_7', {
                _id: 'member_7',
                member_id: '7',
                fines: [{ fine_id: 'theirs', raised_at: day(1), paid: true, loan_ref: null }],
              });
            }
            return store.write(operations, lease);
          };
          return write;
        },
      });
      const staged = await bench.stage(plan, { cards: [ana, bea] }, {}, busy);
      expect(fates(staged)).toEqual({ 'cards/c1': 'migrated', 'cards/c2': 'migrated' });
      expect((await bench.drawers(plan)).member_7).toContain('"fine_id":"theirs"');
    });
  });

  test('a copy that somebody pushed beside our element stays and is found', async () => {
    const plan = libraryPlan();
    await withBench(async (bench) => {
      const world: World = {
        cards: [ana],
        fines: [{ _id: 'f1', member: '7', raised_at: day(7), amount: 5 }],
      };
      await bench.stage(plan, world);
      const drawer = (await bench.drawer(plan, 'member_7')) as PlainDocument;
      const copy = { fine_id: 'f1', raised_at: day(8), paid: true, loan_ref: null };
      const { collection } = plan.target;
      const document = encode({ ...drawer, fines: [...(drawer.fines as PlainDocument[]), copy] });
      await bench.target.write([{ kind: 'put', collection, id: 'member_7', document }]);
      const again = await bench.stage(plan, world);
      expect(again.result.duplicates).toBe(1);
      expect((await bench.drawers(plan)).member_7).toContain('"paid":true');
    });
  });

  test('a drawer that somebody deleted is written anew, and said so', async () => {
    const plan = libraryPlan();
    await withBench(async (bench) => {
      const world: World = { cards: [ana], loans: [loan('l1', 1)] };
      await bench.stage(plan, world);
      const wanted = await bench.drawers(plan);
      const [bytes] = await bench.target.read(plan.target.collection, ['member_7']);
      const { collection } = plan.target;
      await bench.target.write([{ kind: 'remove', collection, id: 'member_7', expect: bytes as Uint8Array }]);
      const again = await bench.stage(plan, world);
      expect(fates(again)).toEqual({ 'cards/c1': 'migrated', 'loans/l1': 'migrated' });
      expect(await bench.drawers(plan)).toEqual(wanted);
      const third = await bench.stage(plan, world);
      expect(fates(third)).toEqual({ 'cards/c1': 'already_present', 'loans/l1': 'already_present' });
      expect(third.result.drawers).toMatchObject({ changed: 0, inserted: 0, unchanged: 1 });
    });
  });
});

describe('after a kill', () => {
  test.each([1, 2, 3])('a changed dump finds its own drawers as its own (bulk %i)', async (nth) => {
    const plan = libraryPlan();
    const before: World = {
      cards: [ana, bea],
      loans: [loan('l1', 1, { title: 'A' }), loan('m1', 1, {}, '8')],
    };
    const after: World = {
      cards: [ana, bea],
      loans: [loan('l1', 2, { title: 'B' }), loan('m1', 2, {}, '8')],
    };
    await withBench(async (bench) => {
      let passed = 0;
      setFailpointHandler((point) => {
        if (point === 'drawers.written' && ++passed === nth) throw new Error('killed');
      });
      const killed = bench.stage(plan, before, { batch: 1 });
      if (nth < 3) await expect(killed).rejects.toThrow('killed');
      else await killed;
      setFailpointHandler(undefined);
      const staged = await bench.stage(plan, after, { batch: 1 });
      expect(staged.result.quarantine).toEqual([]);
      const drawers = await bench.drawers(plan);
      await withBench(async (other) => {
        await other.stage(plan, after);
        expect(drawers).toEqual(await other.drawers(plan));
      });
      expect(staged.result.verification).toMatchObject({ different: 0, missing: 0 });
    });
  });
});

test('ids that are equal in other types keep their own records', async () => {
  const plan = libraryPlan();
  await withBench(async (bench) => {
    const world: World = {
      cards: [
        { ...ana, _id: '5' },
        { ...ana, _id: 5, issued_at: day(6) },
      ],
    };
    const first = await bench.stage(plan, world);
    expect(first.result.entities[0]).toMatchObject({ migrated: 1, superseded: 1 });
    const count = await bench.target.count(records.ledger);
    const second = await bench.stage(plan, world);
    expect(second.result.entities[0]).toMatchObject({ already_present: 1, superseded: 1 });
    expect(await bench.target.count(records.ledger)).toBe(count);
    expect(second.result.verification).toMatchObject({ different: 0, missing: 0 });
  });
});

test('documents that are not sound are set aside once, and a second staging writes nothing', async () => {
  const plan = libraryPlan();
  await withBench(async (bench) => {
    const bad = Buffer.from(serialize({ ...bea, name: 'BeaXX' }));
    bad[bad.indexOf('BeaXX') + 3] = 0xff;
    const twice = Buffer.from(serialize({ _id: 'c5', member: '9', issued_at: day(1), aaaa: 1, bbbb: 2 }));
    twice.write('aaaa', twice.indexOf('bbbb'));
    const world: World = {
      cards: [ana, bad, twice, { ...ana, _id: 'c7', name: 'x' }, { ...ana, _id: 'c7', name: 'y' }],
    };
    const first = await bench.stage(plan, world);
    expect(fates(first)).toEqual({
      'cards/c1': 'migrated',
      'cards/c2': 'quarantined source.encoding',
      'cards/c5': 'quarantined source.encoding',
      'cards/c7': 'quarantined source.repeated',
    });
    const count = await bench.target.count(records.ledger);
    await bench.stage(plan, world);
    expect(await bench.target.count(records.ledger)).toBe(count);
  });
});
