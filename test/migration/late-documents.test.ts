import { afterEach, describe, expect, test } from 'vitest';
import { BsonDocument, encode } from '../../engine/bson/index.ts';
import { decodeImage, records, setFailpointHandler } from '../../engine/migration/index.ts';
import { day, libraryPlan } from './library.ts';
import { fatesOf, NOW, type Paths, withPaths } from './paths.ts';
import { takeBack } from './rollback-bench.ts';

const plan = libraryPlan();

afterEach(() => setFailpointHandler(undefined));

/** A day of 2025: after the cutoff. */
function late(month: number, date = 1): Date {
  return new Date(Date.UTC(2025, month - 1, date, 10));
}

const card = (id: string, issued: Date, more: object = {}) => ({
  _id: id,
  member: '7',
  issued_at: issued,
  name: 'Ana',
  email: 'a@example.org',
  ...more,
});
const loan = (id: string, lent: Date) => ({ _id: id, card: { member: '7' }, lent_at: lent, pages: 1 });
const fine = (id: string, raised: Date, of: string) => ({
  _id: id,
  member: '7',
  raised_at: raised,
  amount: 5,
  loan: of,
});

async function pathsInImage(paths: Paths): Promise<Readonly<Record<string, string>>> {
  const [bytes] = await paths.target.read(records.images, ['member_7']);
  const { documents } = decodeImage(bytes ?? new Uint8Array());
  return Object.fromEntries([...documents].map(([key, { path, role }]) => [key, `${path} ${role}`]));
}

async function numbers(paths: Paths): Promise<readonly unknown[]> {
  const [bytes] = await paths.target.read('members', ['member_7']);
  const text = JSON.parse((await paths.drawers()).member_7 ?? '{}');
  expect(bytes).toBeDefined();
  return text.loans.items.map((item: Record<string, unknown>) => [item.loan_id, item.loan_ref]);
}

describe('reconcile', () => {
  test('brings what is after the cutoff and missing, as if it had been there, and counts that alone', () =>
    withPaths(plan, async (paths) => {
      await paths.put({
        cards: [card('c1', day(5)), card('c2', late(2), { phone: '600' })],
        loans: [loan('l1', day(6))],
        fines: [fine('f1', day(7), 'l1'), fine('f2', late(3), 'l1')],
      });
      const batch = await paths.batch();
      expect(fatesOf(batch)).toEqual({
        'cards/c1': 'migrated',
        'cards/c2': 'after_cutoff',
        'loans/l1': 'migrated',
        'fines/f1': 'migrated',
        'fines/f2': 'after_cutoff',
      });
      const done = await paths.reconcile();
      expect(fatesOf(done)).toEqual({ 'cards/c2': 'superseded', 'fines/f2': 'migrated' });
      expect(await pathsInImage(paths)).toEqual({
        'cards/c1': 'batch chosen',
        'cards/c2': 'reconcile superseded',
        'loans/l1': 'batch element',
        'fines/f1': 'batch element',
        'fines/f2': 'reconcile element',
      });
      expect(done.applied.migration.tally.drawers).toEqual({
        total: 1,
        inserted: 0,
        changed: 1,
        unchanged: 0,
      });
      // What landed late stays outside the batch's rates, and takes part all the same.
      expect(fatesOf(await paths.batch())).toEqual({
        'cards/c1': 'already_present',
        'cards/c2': 'after_cutoff',
        'loans/l1': 'already_present',
        'fines/f1': 'already_present',
        'fines/f2': 'after_cutoff',
      });
      expect(fatesOf(await paths.reconcile())).toEqual({
        'cards/c2': 'superseded',
        'fines/f2': 'already_present',
      });
    }));

  test('ranks a late document where its date puts it, and its links and those of the others follow', () =>
    withPaths(plan, async (paths) => {
      await paths.put({ cards: [card('c1', day(5))], loans: [loan('l1', day(6)), loan('l3', late(5))] });
      await paths.batch();
      expect(await numbers(paths)).toEqual([
        ['l1', 'loan_7_1'],
        ['l3', 'loan_7_2'],
      ]);
      await paths.put({ loans: [loan('l2', late(2))] });
      await paths.reconcile();
      expect(await numbers(paths)).toEqual([
        ['l1', 'loan_7_1'],
        ['l2', 'loan_7_2'],
        ['l3', 'loan_7_3'],
      ]);
      const held = await paths.legacy.read('loans', ['l1', 'l2', 'l3']);
      const links = held.map((bytes) => new BsonDocument(bytes ?? new Uint8Array()).get('loan_ref'));
      expect(links).toEqual(['loan_7_1', 'loan_7_2', 'loan_7_3']);
    }));

  test('leaves to the batch what is before the cutoff, whatever it finds of the client', () =>
    withPaths(plan, async (paths) => {
      await paths.put({
        cards: [card('c1', day(5)), card('c2', late(2), { name: 'Eva' })],
        fines: [fine('f1', day(7), 'l1')],
      });
      expect(fatesOf(await paths.reconcile())).toEqual({ 'cards/c2': 'migrated' });
      expect(await paths.drawers()).toMatchObject({ member_7: expect.stringContaining('"name":"Eva"') });
      await paths.batch();
      expect(await paths.drawers()).toMatchObject({ member_7: expect.stringContaining('"name":"Ana"') });
      expect(await pathsInImage(paths)).toMatchObject({
        'cards/c1': 'batch chosen',
        'cards/c2': expect.stringContaining('superseded'),
      });
    }));

  test('is bound to a gap: from the first instant on, before the second', () =>
    withPaths(plan, async (paths) => {
      const at = [late(2), late(3), late(4)] as const;
      await paths.put({
        cards: [card('c1', day(5))],
        fines: at.map((date, index) => fine(`f${index}`, date, 'l1')),
      });
      await paths.batch();
      const gap = { from: at[1], to: at[2] };
      expect(fatesOf(await paths.reconcile(gap))).toEqual({ 'fines/f1': 'migrated' });
      expect(fatesOf(await paths.reconcile({ to: at[1] }))).toEqual({ 'fines/f0': 'migrated' });
      // A bound before the cutoff does not open what is the batch's.
      await paths.put({ fines: [fine('f9', day(9), 'l1')] });
      expect(fatesOf(await paths.reconcile({ from: day(1) }))).toEqual({
        'fines/f0': 'already_present',
        'fines/f1': 'already_present',
        'fines/f2': 'migrated',
      });
    }));

  test('sets aside what finds no drawer, and lets it out once there is one', () =>
    withPaths(plan, async (paths) => {
      await paths.put({ fines: [fine('f1', late(3), 'l1')], loans: [loan('l0', day(2))] });
      expect(fatesOf(await paths.reconcile())).toEqual({ 'fines/f1': 'quarantined orphan' });
      await paths.batch();
      expect(await paths.waiting()).toEqual({ 'fines/f1': 'orphan', 'loans/l0': 'orphan' });
      // The batch does not carry it: it goes on waiting.
      await paths.put({ cards: [card('c2', late(2))] });
      await paths.batch();
      expect(await paths.waiting()).toMatchObject({ 'fines/f1': 'orphan' });
      expect(fatesOf(await paths.reconcile())).toEqual({
        'cards/c2': 'migrated',
        'fines/f1': 'migrated',
        'loans/l0': 'migrated',
      });
      expect(await paths.waiting()).toEqual({});
    }));

  test('keeps what somebody else has written, and says so', () =>
    withPaths(plan, async (paths) => {
      await paths.put({ cards: [card('c1', day(5))] });
      await paths.batch();
      const [bytes] = await paths.target.read('members', ['member_7']);
      const theirs = { fine_id: 'f1', raised_at: late(1), paid: true, loan_ref: null };
      const document = encode({ ...new BsonDocument(bytes ?? new Uint8Array()).fields(), fines: [theirs] });
      await paths.target.write([{ kind: 'put', collection: 'members', id: 'member_7', document }]);
      await paths.put({ fines: [fine('f1', late(3), 'l1'), fine('f2', late(4), 'l1')] });
      expect(fatesOf(await paths.reconcile())).toEqual({
        'fines/f1': 'quarantined conflict',
        'fines/f2': 'migrated',
      });
      expect((await paths.drawers()).member_7).toContain('"paid":true');
    }));

  test('killed anywhere goes on under its id and ends the same', async () => {
    const made = {
      cards: [card('c1', day(5)), card('c2', late(2), { phone: '600' })],
      loans: [loan('l2', late(2))],
      fines: [fine('f2', late(3), 'l2')],
    };
    const ends = async (paths: Paths) => [await paths.drawers(), await paths.images(), await paths.links()];
    const begun = async (paths: Paths) => {
      await paths.put({ cards: made.cards });
      await paths.batch();
      await paths.put(made);
    };
    const undisturbed = async (paths: Paths) => {
      await begun(paths);
      await paths.reconcile({}, { run: 'late' });
      return ends(paths);
    };
    const wanted = await withPaths(plan, undisturbed, false);
    const deaths = ['ledger.intended', 'drawers.written', 'companions.written', 'run.finishing'];
    for (const death of deaths) {
      const dying = async (paths: Paths) => {
        await begun(paths);
        setFailpointHandler((point) => {
          if (point === death) throw new Error('killed');
        });
        await expect(paths.reconcile({}, { run: 'late' })).rejects.toThrow('killed');
        setFailpointHandler(undefined);
        const { applied, accounts } = await paths.reconcile();
        expect(applied.migration).toMatchObject({ resumed: true, run: { id: 'late' } });
        expect(fatesOf({ accounts })).toEqual({
          'cards/c2': 'superseded',
          'loans/l2': 'migrated',
          'fines/f2': 'migrated',
        });
        expect(await ends(paths)).toEqual(wanted);
      };
      await withPaths(plan, dying, false);
    }
  });
});

describe('quarantine replay', () => {
  const faulty = {
    cards: [card('c1', day(5))],
    fines: [{ ...fine('f1', day(7), 'l1'), raised_at: '2024-07-01' }, fine('f2', day(8), 'l1')],
    loans: [{ ...loan('l1', day(6)), state: 'lost' }],
  };

  const told = (replayed: Awaited<ReturnType<Paths['replay']>>['replayed']) =>
    replayed.map(({ record, code, outcome, fault }) => [record, code, outcome, fault?.code]);

  test('takes what was repaired, keeps what is still faulty with its new reason, and tells both', () =>
    withPaths(plan, async (paths) => {
      await paths.put(faulty);
      await paths.batch();
      expect(await paths.waiting()).toEqual({ 'fines/f1': 'date.invalid', 'loans/l1': 'loan.lost' });
      await paths.put({
        fines: [fine('f1', day(7), 'l1')],
        loans: [{ ...loan('l1', day(6)), lent_at: '2024-06-01T10:00' }],
      });
      const { applied, replayed } = await paths.replay(undefined, { run: 'replay-1' });
      expect(told(replayed)).toEqual([
        ['fines/f1', 'date.invalid', 'migrated', undefined],
        ['loans/l1', 'loan.lost', 'quarantined', 'date.no_zone'],
      ]);
      expect(applied?.migration.run.identity).toMatchObject({ path: 'replay', bounds: '' });
      expect(await paths.waiting()).toEqual({ 'loans/l1': 'date.no_zone' });
      const [record] = await paths.target.read(records.quarantine, ['fines/f1']);
      const { released, code, document } = new BsonDocument(record ?? new Uint8Array()).fields();
      expect(code).toBe('date.invalid');
      expect(new BsonDocument((document as BsonDocument).bytes).get('raised_at')).toBe('2024-07-01');
      expect((released as BsonDocument).fields()).toEqual({ run: 'replay-1', at: NOW });
      expect(await pathsInImage(paths)).toMatchObject({
        'cards/c1': 'batch chosen',
        'fines/f1': 'replay element',
        'fines/f2': 'batch element',
      });
      expect(told((await paths.replay()).replayed)).toEqual([
        ['loans/l1', 'date.no_zone', 'quarantined', 'date.no_zone'],
      ]);
    }));

  test('takes those that are named and no other; one that the source has no more stays', () =>
    withPaths(plan, async (paths) => {
      await paths.put(faulty);
      await paths.batch();
      await paths.put({ fines: [fine('f1', day(7), 'l1')], loans: [loan('l1', day(6))] });
      const [bytes] = await paths.legacy.read('loans', ['l1']);
      await paths.legacy.write([
        { kind: 'remove', collection: 'loans', id: 'l1', expect: bytes ?? new Uint8Array() },
      ]);
      expect(told((await paths.replay(['loans/l1'])).replayed)).toEqual([
        ['loans/l1', 'loan.lost', 'absent', undefined],
      ]);
      expect(await paths.waiting()).toEqual({ 'fines/f1': 'date.invalid', 'loans/l1': 'loan.lost' });
      expect(told((await paths.replay(['fines/f1'])).replayed)).toEqual([
        ['fines/f1', 'date.invalid', 'migrated', undefined],
      ]);
      expect((await paths.replay(['fines/f1'])).applied).toBeUndefined();
    }));

  test('takes a document that has found its client, and one whose client has got a drawer', () =>
    withPaths(plan, async (paths) => {
      await paths.put({
        cards: [{ ...card('c1', day(5)), member: null }],
        fines: [fine('f1', day(7), 'l1')],
      });
      await paths.batch();
      expect(await paths.waiting()).toEqual({ 'cards/c1': 'client.missing', 'fines/f1': 'orphan' });
      await paths.put({ cards: [card('c1', day(5))] });
      expect(told((await paths.replay()).replayed)).toEqual([
        ['cards/c1', 'client.missing', 'migrated', undefined],
        ['fines/f1', 'orphan', 'migrated', undefined],
      ]);
      expect(await paths.waiting()).toEqual({});
    }));

  test('taken back, what it let out waits again, and lands by the next', () =>
    withPaths(plan, async (paths) => {
      await paths.put(faulty);
      await paths.batch();
      await paths.put({ fines: [fine('f1', day(7), 'l1')] });
      await paths.replay(undefined, { run: 'replay-1' });
      const landed = await paths.drawers();
      await takeBack(paths.target, 'replay-1', paths.legacy);
      expect(await paths.waiting()).toEqual({ 'fines/f1': 'date.invalid', 'loans/l1': 'loan.lost' });
      expect(await paths.drawers()).not.toEqual(landed);
      expect(told((await paths.replay(['fines/f1'])).replayed)).toEqual([
        ['fines/f1', 'date.invalid', 'migrated', undefined],
      ]);
      expect(await paths.drawers()).toEqual(landed);
      expect(await paths.waiting()).toEqual({ 'loans/l1': 'loan.lost' });
    }));

  test('killed after it has let a document out, it goes on and tells of that one too', () =>
    withPaths(plan, async (paths) => {
      await paths.put(faulty);
      await paths.batch();
      await paths.put({ fines: [fine('f1', day(7), 'l1')] });
      setFailpointHandler((point) => {
        if (point === 'run.finishing') throw new Error('killed');
      });
      await expect(paths.replay(undefined, { run: 'replay-1' })).rejects.toThrow('killed');
      setFailpointHandler(undefined);
      expect(await paths.waiting()).toEqual({ 'loans/l1': 'loan.lost' });
      const { applied, replayed } = await paths.replay();
      expect(applied?.migration).toMatchObject({ resumed: true, run: { id: 'replay-1' } });
      expect(told(replayed)).toEqual([
        ['fines/f1', 'date.invalid', 'migrated', undefined],
        ['loans/l1', 'loan.lost', 'quarantined', 'loan.lost'],
      ]);
    }));
});

describe('carrying one document', () => {
  test('lands it with those that are in, and nothing else of its client', () =>
    withPaths(plan, async (paths) => {
      await paths.put({
        cards: [card('c1', day(5)), card('c2', late(2))],
        loans: [loan('l1', day(6))],
        fines: [fine('f1', late(3), 'l1'), fine('f2', late(4), 'l1')],
      });
      expect(await paths.carry('cards', 'c2')).toMatchObject({ outcome: 'migrated', client: '7' });
      expect(await paths.carry('fines', 'f2')).toMatchObject({ outcome: 'migrated' });
      expect(await pathsInImage(paths)).toEqual({
        'cards/c2': 'dual chosen',
        'fines/f2': 'dual element',
      });
      expect(await paths.target.count(records.ledger)).toBe(0);
      await paths.batch();
      expect(await pathsInImage(paths)).toEqual({
        'cards/c1': 'batch chosen',
        'cards/c2': 'batch superseded',
        'fines/f2': expect.stringMatching(/element$/),
        'loans/l1': 'batch element',
      });
      expect((await paths.drawers()).member_7).toContain('"loan_ref":"loan_7_1"');
    }));

  test('says what it does not carry: before the cutoff, gone, faulty, without a drawer; and records nothing', () =>
    withPaths(plan, async (paths) => {
      await paths.put({
        cards: [card('c1', day(5)), { ...card('c3', late(3)), state: 'void' }],
        fines: [fine('f1', late(3), 'l1')],
      });
      expect(await paths.carry('cards', 'c1')).toEqual({
        outcome: 'before_cutoff',
        client: '7',
        fault: undefined,
      });
      expect(await paths.carry('cards', 'c9')).toMatchObject({ outcome: 'absent' });
      expect(await paths.carry('cards', 'c3')).toMatchObject({
        outcome: 'quarantined',
        fault: { code: 'card.void' },
      });
      expect(await paths.carry('fines', 'f1')).toMatchObject({
        outcome: 'quarantined',
        fault: { code: 'orphan' },
      });
      expect(await paths.drawers()).toEqual({});
      expect(await paths.target.collections()).toEqual([]);
    }));
});

describe('what comes in the middle of a run', () => {
  /** The paths, with something that happens once, right before or after the first call that `when` picks out. */
  function disturbed(
    paths: Paths,
    when: (name: string, given: readonly unknown[]) => boolean,
    what: () => Promise<unknown>,
    place: 'before' | 'after' = 'before',
    disturbs: 'target' | 'legacy' = 'target',
  ): Paths {
    let done = false;
    return paths.through((store) =>
      store !== paths[disturbs]
        ? store
        : new Proxy(store, {
            get(held, name) {
              const value = Reflect.get(held, name, held) as unknown;
              if (typeof value !== 'function') return value;
              return (...given: unknown[]) => {
                const act = () => value.apply(held, given) as unknown;
                if (done || !when(String(name), given)) return act();
                done = true;
                if (place === 'before') return what().then(act);
                return (act() as Promise<unknown>).then(async (result) => {
                  await what();
                  return result;
                });
              };
            },
          }),
    );
  }

  const writesImages = (name: string, [operations]: readonly unknown[]): boolean =>
    name === 'write' &&
    (operations as readonly { readonly collection: string }[]).some(
      ({ collection }) => collection === records.images,
    );

  test('is not lost where the run writes nothing but that it has seen a document', () =>
    withPaths(plan, async (paths) => {
      await paths.put({ cards: [card('c1', day(5))], fines: [fine('f1', late(3), 'l1')] });
      await paths.batch();
      await paths.put({ cards: [card('c0', day(6))] });
      const carry = () => paths.carry('fines', 'f1');
      expect(fatesOf(await disturbed(paths, writesImages, carry).batch())).toMatchObject({
        'cards/c0': 'superseded',
        'fines/f1': 'after_cutoff',
      });
      expect(await pathsInImage(paths)).toEqual({
        'cards/c1': 'batch chosen',
        'cards/c0': 'batch superseded',
        'fines/f1': 'dual element',
      });
    }));

  test('is read again though the run had read the source before it was there', () =>
    withPaths(plan, async (paths) => {
      await paths.put({ cards: [card('c1', day(5))], loans: [loan('l1', day(6))] });
      const carry = async () => {
        await paths.put({ cards: [card('c2', late(2))], loans: [loan('l0', day(2))] });
        await paths.carry('cards', 'c2');
        await paths.carry('loans', 'l0');
      };
      const { applied } = await disturbed(paths, writesImages, carry).batch();
      expect(applied.migration.tally.drawers).toMatchObject({ total: 1, inserted: 0, changed: 1 });
      expect(await numbers(paths)).toEqual([
        ['l0', 'loan_7_1'],
        ['l1', 'loan_7_2'],
      ]);
      const held = await paths.legacy.read('loans', ['l0', 'l1']);
      const links = held.map((bytes) => new BsonDocument(bytes ?? new Uint8Array()).get('loan_ref'));
      expect(links).toEqual(['loan_7_1', 'loan_7_2']);
    }));

  test('passes for nobody else’s where a drawer was read before and its image after', () =>
    withPaths(plan, async (paths) => {
      await paths.put({ cards: [card('c1', day(5))] });
      await paths.batch();
      await paths.put({ loans: [loan('l1', day(6))] });
      const drawersRead = (name: string, [collection]: readonly unknown[]) =>
        name === 'read' && collection === plan.target.collection;
      const carry = () => paths.carry('loans', 'l1');
      expect(fatesOf(await disturbed(paths, drawersRead, carry, 'after').batch())).toEqual({
        'cards/c1': 'already_present',
        'loans/l1': 'already_present',
      });
      expect(await paths.waiting()).toEqual({});
    }));

  test('leaves no link behind that is not the drawer’s', () =>
    withPaths(plan, async (paths) => {
      const made = loan('l1', day(6));
      await paths.put({ cards: [card('c1', day(5))], loans: [made] });
      await paths.batch();
      await paths.put({ loans: [made] });
      const stale = () => paths.put({ loans: [{ ...made, loan_ref: 'loan_7_9' }] });
      const writes = (name: string) => name === 'write';
      const carried = await disturbed(paths, writes, stale, 'before', 'legacy').carry('loans', 'l1');
      expect(carried).toMatchObject({ outcome: 'already_present', fault: undefined });
      const [bytes] = await paths.legacy.read('loans', ['l1']);
      expect(new BsonDocument(bytes ?? new Uint8Array()).get('loan_ref')).toBe('loan_7_1');
    }));

  test('stays where the run dies, goes on and is taken back', () =>
    withPaths(
      plan,
      async (paths) => {
        await paths.put({ cards: [card('c1', day(5))], fines: [fine('f1', late(3), 'l1')] });
        setFailpointHandler((point) => {
          if (point === 'drawers.written') throw new Error('killed');
        });
        await expect(paths.batch({ run: 'first' })).rejects.toThrow('killed');
        setFailpointHandler(undefined);
        // By now the drawer is not as the dead run meant it; its image says whose the card is.
        await paths.carry('fines', 'f1');
        const back = await takeBack(paths.target, 'first');
        expect(back.drawers).toEqual({ removed: 0, restored: 0, cut: 1 });
        expect(back.left).toEqual([]);
        const drawer = JSON.parse((await paths.drawers()).member_7 ?? '{}');
        expect(drawer.card).toBeUndefined();
        expect(drawer.fines).toMatchObject([{ fine_id: 'f1' }]);
        expect(await pathsInImage(paths)).toEqual({ 'fines/f1': 'dual element' });
      },
      false,
    ));
});

describe('a step alone', () => {
  test('gives the values of the whole, tells at the end of what is there, and is taken up by the next', () =>
    withPaths(plan, async (paths) => {
      await paths.put({
        cards: [card('c1', day(5))],
        loans: [loan('l1', day(6))],
        fines: [fine('f1', day(7), 'l1')],
      });
      expect(fatesOf(await paths.batch({ step: '03' }))).toEqual({ 'fines/f1': 'quarantined orphan' });
      expect(await paths.drawers()).toEqual({});
      expect(fatesOf(await paths.batch({ step: '01' }))).toEqual({ 'cards/c1': 'migrated' });
      const loans = async () => JSON.parse((await paths.drawers()).member_7 ?? '{}').loans;
      expect(await loans()).toMatchObject({ active: false, items: [] });
      expect(fatesOf(await paths.batch({ step: '03' }))).toEqual({ 'fines/f1': 'migrated' });
      // The fine names its loan as it will be, though the loan is not in the drawer yet.
      expect((await paths.drawers()).member_7).toContain('"loan_ref":"loan_7_1"');
      expect(await loans()).toMatchObject({ active: false, items: [] });
      expect(await paths.waiting()).toEqual({});
      expect(fatesOf(await paths.batch({ step: '02' }))).toEqual({ 'loans/l1': 'migrated' });
      expect(await loans()).toMatchObject({ active: true, items: [{ loan_id: 'l1' }] });
    }));

  test('leaves documents without client to the step of their source, and is no other step’s run', () =>
    withPaths(
      plan,
      async (paths) => {
        await paths.put({
          cards: [card('c1', day(5)), { ...card('c9', day(5)), member: null }],
          loans: [loan('l1', day(6))],
        });
        setFailpointHandler((point) => {
          if (point === 'run.finishing') throw new Error('killed');
        });
        await expect(paths.batch({ step: '02', run: 'second' })).rejects.toThrow('killed');
        setFailpointHandler(undefined);
        expect(await paths.waiting()).toEqual({ 'loans/l1': 'orphan' });
        const first = await paths.batch({ step: '01', run: 'first' });
        expect(first.applied.migration).toMatchObject({ resumed: false, run: { id: 'first' } });
        expect(await paths.waiting()).toMatchObject({ 'cards/c9': 'client.missing' });
        const second = await paths.batch({ step: '02' });
        expect(second.applied.migration).toMatchObject({ resumed: true, run: { id: 'second' } });
        expect(await paths.waiting()).toEqual({ 'cards/c9': 'client.missing' });
      },
      false,
    ));
});
