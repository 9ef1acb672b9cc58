import { join } from 'node:path';
import { serialize } from 'bson';
import { afterEach, describe, expect, test } from 'vitest';
import {
  BsonDocument,
  type BsonValue,
  canonicalJson,
  encode,
  fieldsOf,
  idText,
  type PlainDocument,
} from '../../engine/bson/index.ts';
import { bindParameters } from '../../engine/contract/index.ts';
import {
  apply,
  type Failpoint,
  listRuns,
  prepareTarget,
  records,
  setFailpointHandler,
} from '../../engine/migration/index.ts';
import { currentHolder, openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { planOf, scratch, stageInto } from '../rehearsal/staging.ts';
import { type Bench, CUTOFF, day, fates, libraryPlan, type World, withBench } from './library.ts';
import { figures, holdings, none, takeBack } from './rollback-bench.ts';

const plan = libraryPlan();
const { collection } = plan.target;
const card = (member: string, more: object = {}) => ({
  _id: `c${member}`,
  member,
  issued_at: day(5),
  name: `N${member}`,
  email: `${member}@example.org`,
  ...more,
});
const loan = (id: string, member: string, month: number) => ({
  _id: id,
  card: { member },
  lent_at: day(month),
  pages: month,
});
const fine = (id: string, member: string, month: number, amount = 5) => ({
  _id: id,
  member,
  raised_at: day(month),
  amount,
});
const world: World = {
  cards: [card('7'), card('8'), card('9', { state: 'void' })],
  loans: [loan('l1', '7', 1), loan('l2', '7', 2), loan('m1', '8', 3)],
  fines: [fine('f1', '7', 7), fine('f2', '8', 7)],
};
const more: World = {
  cards: [card('7', { name: 'Eva' }), card('8'), card('6')],
  loans: [...(world.loans ?? []), loan('l0', '7', 1), loan('l3', '7', 9)],
  fines: [fine('f1', '7', 8, 6), fine('f2', '8', 7), fine('f3', '7', 3)],
};

afterEach(() => setFailpointHandler(undefined));

/** A drawer as somebody else would change it. */
async function alter(
  bench: Bench,
  id: string,
  change: (drawer: Record<string, BsonValue>) => void,
): Promise<void> {
  const drawer = { ...(await bench.drawer(plan, id)) } as Record<string, BsonValue>;
  change(drawer);
  await bench.target.write([{ kind: 'put', collection, id, document: encode(drawer) }]);
}

function inside(value: BsonValue | undefined): Record<string, BsonValue> {
  return { ...fieldsOf(value as PlainDocument) };
}

const theirs = (id: string) => ({ fine_id: id, raised_at: day(1), paid: true, loan_ref: null });

async function stateOf(target: TargetStore, run: string) {
  return (await listRuns(target)).find(({ id }) => id === run)?.state;
}

describe('a run that is rolled back', () => {
  test('leaves nothing of a first migration, the collection it made included; history stays', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      const ledger = await bench.target.count(records.ledger);
      const drawers = await bench.drawers(plan);
      expect(figures(await takeBack(bench.target, 'run-1'))).toEqual({
        ...none,
        removed: 2,
        links: 3,
        images: 2,
      });
      expect(await holdings(bench.target)).toEqual({});
      expect((await bench.target.collections()).map(({ name }) => name)).not.toContain(collection);
      expect(await bench.target.count(records.ledger)).toBe(ledger);
      expect(await bench.target.count(records.quarantine)).toBe(1);
      expect(await stateOf(bench.target, 'run-1')).toBe('rolled_back');
      const [bytes] = await bench.target.read(records.runs, ['run-1']);
      const rollback = new BsonDocument(bytes as Uint8Array).get('rollback');
      expect(inside(rollback)).toMatchObject({
        removed: 2,
        left_places: 0,
        at: new Date('2025-06-02T10:00:00Z'),
      });
      const again = await bench.stage(plan, world);
      expect(again.result.run).toBe('run-2');
      expect(fates(again)).toMatchObject({ 'cards/c7': 'migrated', 'loans/l1': 'migrated' });
      expect(await bench.drawers(plan)).toEqual(drawers);
      expect(again.result.verification).toMatchObject({ different: 0, missing: 0 });
    });
  });

  test('leaves to the byte what there was before, and done twice it is done once', async () => {
    await withBench(async (bench) => {
      await bench.target.write([
        { kind: 'insert', collection: 'others', id: 1, document: serialize({ _id: 1, a: 'b' }) },
      ]);
      await bench.stage(plan, world);
      await alter(bench, 'member_8', (drawer) => {
        drawer.fines = [theirs('x'), ...(drawer.fines as BsonValue[])];
      });
      const before = await holdings(bench.target);
      await bench.stage(plan, more);
      expect(await holdings(bench.target)).not.toEqual(before);
      expect(figures(await takeBack(bench.target, 'run-2'))).toMatchObject({
        removed: 1,
        restored: 1,
        cut: 0,
      });
      expect(await holdings(bench.target)).toEqual(before);
      expect(figures(await takeBack(bench.target, 'run-2'))).toEqual(none);
      expect(await holdings(bench.target)).toEqual(before);
      // The first run is taken back after the one that came after it.
      expect(figures(await takeBack(bench.target, 'run-1'))).toMatchObject({ removed: 1, cut: 1, left: 0 });
      expect(await bench.drawers(plan)).toEqual({
        member_8: expect.stringContaining('"fine_id":"x"'),
      });
    });
  });

  test('keeps a collection that was there before it, with its indexes', async () => {
    await withBench(async (bench) => {
      await prepareTarget(plan, bench.target);
      const before = await holdings(bench.target);
      expect(before).toHaveProperty(collection);
      await bench.stage(plan, world);
      await takeBack(bench.target, 'run-1');
      expect(await holdings(bench.target)).toEqual(before);
    });
  });

  test('puts back what a run took out of a drawer', async () => {
    const once = libraryPlan({
      'contract.yaml': [
        [
          'branch: $run.parameters.BRANCH',
          `branch: $run.parameters.BRANCH\n    note: 'card.name = "N7" ? "seven"'`,
        ],
      ],
      'schemas/member.yaml': [
        ['branch: { bsonType: string }', 'branch: { bsonType: string }\n      note: {}'],
      ],
    });
    await withBench(async (bench) => {
      await bench.stage(once, { cards: [card('7')] });
      const before = await holdings(bench.target);
      expect((await bench.drawers(once)).member_7).toContain('"note":"seven"');
      await bench.stage(once, { cards: [card('7', { name: 'Eva' })] });
      expect(await holdings(bench.target)).not.toEqual(before);
      await takeBack(bench.target, 'run-2');
      expect(await holdings(bench.target)).toEqual(before);
      await bench.stage(once, { cards: [card('7', { name: 'Eva' })] });
      await alter(bench, 'member_7', (drawer) => {
        drawer.fines = [theirs('x')];
      });
      expect(figures(await takeBack(bench.target, 'run-3'))).toMatchObject({ cut: 1, left: 0 });
      const cut = (await bench.drawers(once)).member_7;
      expect(cut).toContain('"note":"seven"');
      expect(cut).toContain('"fine_id":"x"');
    });
  });
});

describe('what others have written since', () => {
  test('stays, and the drawer that we made is cut back to theirs', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      await alter(bench, 'member_7', (drawer) => {
        drawer.fines = [...(drawer.fines as BsonValue[]), theirs('x')];
        drawer.loans = { ...inside(drawer.loans), note: 'de otros' };
        drawer.extra = { list: [], none: {} };
      });
      await alter(bench, 'member_8', (drawer) => {
        drawer.fines = [];
      });
      const result = await takeBack(bench.target, 'run-1');
      expect(figures(result)).toEqual({ ...none, removed: 1, cut: 1, links: 3, images: 2 });
      expect(await bench.target.count(collection)).toBe(1);
      expect(await bench.drawer(plan, 'member_7')).toEqual(
        new BsonDocument(
          serialize({
            _id: 'member_7',
            member_id: '7',
            loans: { note: 'de otros' },
            fines: [theirs('x')],
            extra: { list: [], none: {} },
          }),
        ).fields(),
      );
    });
  });

  test('stays in a drawer that was there before, beside what that one held', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      const before = (await bench.drawer(plan, 'member_7')) as PlainDocument;
      await bench.stage(plan, more);
      await alter(bench, 'member_7', (drawer) => {
        drawer.fines = [...(drawer.fines as BsonValue[]), theirs('x')];
      });
      const result = await takeBack(bench.target, 'run-2');
      expect(figures(result)).toMatchObject({ removed: 1, cut: 1, left: 0 });
      const now = (await bench.drawer(plan, 'member_7')) as PlainDocument;
      const fines = [...(before.fines as PlainDocument[]), new BsonDocument(serialize(theirs('x')))];
      const text = (drawer: PlainDocument) => Buffer.from(encode(drawer)).toString('base64');
      expect(text(now)).toBe(text({ ...before, fines }));
    });
  });

  test('stays where they have added it to an object of ours', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, { cards: [card('7')] });
      const before = (await bench.drawer(plan, 'member_7')) as PlainDocument;
      await bench.stage(plan, { cards: [card('7', { name: 'Eva' })] });
      await alter(bench, 'member_7', (drawer) => {
        drawer.card = { ...inside(drawer.card), theirs: 1 };
      });
      expect(figures(await takeBack(bench.target, 'run-2'))).toMatchObject({ cut: 1, left: 0 });
      const now = (await bench.drawer(plan, 'member_7')) as PlainDocument;
      expect(inside(now.card)).toEqual({ ...inside(before.card), theirs: 1 });
      expect(figures(await takeBack(bench.target, 'run-1'))).toMatchObject({ cut: 1, left: 0 });
      expect(await bench.drawers(plan)).toEqual({
        member_7: '{"_id":"member_7","card":{"theirs":{"$numberInt":"1"}},"member_id":"7"}',
      });
    });
  });

  test('is left and named where it stands in our place', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      await alter(bench, 'member_7', (drawer) => {
        const [first] = drawer.fines as BsonValue[];
        drawer.fines = [{ ...inside(first), paid: true }];
        drawer.meta = { ...inside(drawer.meta), branch: 'norte' };
      });
      const result = await takeBack(bench.target, 'run-1');
      expect(figures(result)).toEqual({ ...none, removed: 1, cut: 1, links: 3, images: 2, left: 2 });
      expect(result.left).toEqual([
        { drawer: 'member_7', path: 'meta.branch', key: undefined },
        { drawer: 'member_7', path: 'fines', key: 'f1' },
      ]);
      const drawer = (await bench.drawer(plan, 'member_7')) as Record<string, BsonValue>;
      expect(Object.keys(drawer)).toEqual(['_id', 'member_id', 'fines', 'meta']);
      expect(inside(drawer.meta)).toEqual({ branch: 'norte' });
      expect(inside((drawer.fines as BsonValue[])[0])).toMatchObject({ fine_id: 'f1', paid: true });
      const kept = await holdings(bench.target);
      expect(figures(await takeBack(bench.target, 'run-1'))).toEqual(none);
      expect(await holdings(bench.target)).toEqual(kept);
    });
  });

  test('a drawer that somebody removed stays removed, and one that somebody made anew is theirs', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      const [bytes] = await bench.target.read(collection, ['member_7']);
      await bench.target.write([{ kind: 'remove', collection, id: 'member_7', expect: bytes as Uint8Array }]);
      const document = serialize({ _id: 'member_8', member_id: '8', loans: { items: [] }, meta: {} });
      await bench.target.write([{ kind: 'put', collection, id: 'member_8', document }]);
      expect(figures(await takeBack(bench.target, 'run-1'))).toMatchObject({ removed: 1, cut: 0, left: 0 });
      const left = await bench.target.read(collection, ['member_7', 'member_8']);
      expect(left.map((one) => one && Buffer.from(one))).toEqual([undefined, Buffer.from(document)]);
    });
  });

  test('a drawer that comes while the drawers are taken out is not lost with their collection', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      setFailpointHandler((point) => {
        if (point === 'rollback.finishing') throw new Error('killed');
      });
      const document = serialize({ _id: 'member_5', member_id: '5' });
      const busy = new Proxy(bench.target, {
        get(store, name) {
          const value = Reflect.get(store, name) as unknown;
          if (name !== 'rename') return typeof value === 'function' ? value.bind(store) : value;
          const rename: TargetStore['rename'] = async (from, to) => {
            if (from === collection)
              await store.write([{ kind: 'insert', collection, id: 'member_5', document }]);
            await store.rename(from, to);
          };
          return rename;
        },
      });
      await expect(takeBack(busy, 'run-1')).rejects.toThrow('killed');
      setFailpointHandler(undefined);
      expect(figures(await takeBack(busy, 'run-1'))).toMatchObject({ removed: 2, left: 0 });
      expect(Object.keys(await bench.drawers(plan))).toEqual(['member_5']);
    });
  });

  test('an image that another path has added to keeps what that one added', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      const [bytes] = await bench.target.read(records.images, ['member_7']);
      const image = new BsonDocument(bytes as Uint8Array).fields();
      const digest = `sha256:${'0'.repeat(64)}`;
      const landed = {
        source: 'loans',
        id: 'l9',
        role: 'element',
        run: 'dual',
        path: 'dual',
        key: 'l9',
        digest,
      };
      const part = { path: 'loans.items', digest, key: 'l9' };
      const document = encode({
        ...image,
        documents: [...(image.documents as BsonValue[]), landed],
        parts: [...(image.parts as BsonValue[]), part],
      });
      await bench.target.write([{ kind: 'put', collection: records.images, id: 'member_7', document }]);
      expect(figures(await takeBack(bench.target, 'run-1'))).toMatchObject({
        removed: 2,
        images: 2,
        left: 0,
      });
      const [left, gone] = await bench.target.read(records.images, ['member_7', 'member_8']);
      expect(gone).toBeUndefined();
      const wanted = encode({ _id: 'member_7', client: '7', documents: [landed], parts: [part] });
      expect(canonicalJson(new BsonDocument(left as Uint8Array))).toBe(
        canonicalJson(new BsonDocument(wanted)),
      );
    });
  });

  test('a drawer whose former state an index forbids by now is left and named', async () => {
    await withBench(async (bench) => {
      await prepareTarget(plan, bench.target);
      await bench.put(plan, 'member_7', { _id: 'member_7', fines: [theirs('x')] });
      await bench.stage(plan, { cards: [card('7'), card('8')] });
      await bench.put(plan, 'other', { _id: 'other' });
      const result = await takeBack(bench.target, 'run-1');
      expect(figures(result)).toMatchObject({ removed: 1, restored: 0, cut: 0, images: 1, left: 1 });
      expect(result.left).toEqual([{ drawer: 'member_7', path: 'member_id', key: undefined }]);
      expect((await bench.drawers(plan)).member_7).toContain('"name":"N7"');
      expect(await bench.target.count(records.images)).toBe(1);
    });
  });

  test('a bulk that takes several records is taken back as one', { timeout: 60_000 }, async () => {
    await withBench(async (bench) => {
      const long = 'x'.repeat(7.5 * 2 ** 20);
      const loans = ['7', '8'].map((of) => ({ ...loan(`l${of}`, of, 1), title: long }));
      const cards = ['7', '8'].map((of) => card(of));
      await bench.stage(plan, { cards, loans });
      const before = await bench.drawers(plan);
      const fines = ['7', '8'].map((of) => fine(`f${of}`, of, 2));
      const bulks = await bench.target.count(records.ledger);
      await bench.stage(plan, { cards, loans, fines });
      expect(await bench.target.count(records.ledger)).toBeGreaterThan(bulks + 1);
      for (const of of ['7', '8'])
        await alter(bench, `member_${of}`, (drawer) => {
          drawer.fines = [...(drawer.fines as BsonValue[]), theirs('x')];
        });
      expect(figures(await takeBack(bench.target, 'run-2'))).toMatchObject({ cut: 2, left: 0, images: 2 });
      const after = await bench.drawers(plan);
      for (const of of ['7', '8']) {
        const text = after[`member_${of}`] ?? '';
        expect(text).toContain('"fine_id":"x"');
        expect(text.replace(/"fines":\[[^\]]*\]/, '"fines":[]')).toBe(before[`member_${of}`]);
      }
    });
  });

  test('a drawer that changes while it is taken back is looked at again', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      let came = false;
      const busy = new Proxy(bench.target, {
        get(store, name) {
          const value = Reflect.get(store, name) as unknown;
          if (name !== 'write') return typeof value === 'function' ? value.bind(store) : value;
          const write: TargetStore['write'] = async (operations, lease) => {
            if (!came && operations.some((one) => one.collection === collection)) {
              came = true;
              await alter(bench, 'member_7', (drawer) => {
                drawer.fines = [theirs('x')];
              });
            }
            return store.write(operations, lease);
          };
          return write;
        },
      });
      expect(figures(await takeBack(busy, 'run-1'))).toMatchObject({ removed: 1, cut: 1, left: 0 });
      expect(inside((await bench.drawer(plan, 'member_7')) as PlainDocument)).toMatchObject({
        _id: 'member_7',
        fines: [expect.anything()],
      });
    });
  });
});

describe('a rollback is refused', () => {
  test('while a later run stands that has written to the same drawers', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      await bench.stage(plan, more);
      const before = await holdings(bench.target);
      await expect(takeBack(bench.target, 'run-1')).rejects.toMatchObject({
        code: 'rollback.later_run',
        message: expect.stringContaining('run-2'),
      });
      expect(await holdings(bench.target)).toEqual(before);
      expect(await stateOf(bench.target, 'run-1')).toBe('done');
      await takeBack(bench.target, 'run-2');
      await takeBack(bench.target, 'run-1');
      expect(await holdings(bench.target)).toEqual({});
    });
  });

  test('not because of a later run of other clients, or one that wrote nothing', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, { cards: [card('7')] });
      await bench.stage(plan, { cards: [card('7'), card('8')] });
      await bench.stage(plan, { cards: [card('7')] }, { parameters: { BRANCH: 'central' } });
      await takeBack(bench.target, 'run-1');
      expect(Object.keys(await bench.drawers(plan))).toEqual(['member_8']);
    });
  });

  test('while somebody holds the lease, and for a run that nobody knows', async () => {
    await withBench(async (bench) => {
      await bench.stage(plan, world);
      const lease = await bench.target.lease(
        { name: 'migration', share: { index: 1, count: 1 } },
        currentHolder('another'),
      );
      const before = await holdings(bench.target);
      await expect(takeBack(bench.target, 'run-1')).rejects.toMatchObject({ code: 'store.locked' });
      if ('release' in lease) await lease.release();
      await expect(takeBack(bench.target, 'run-5')).rejects.toMatchObject({ code: 'run.unknown' });
      expect(await holdings(bench.target)).toEqual(before);
    });
  });
});

test('what a run did not write because somebody came first is nothing to take back', async () => {
  await withBench(async (bench) => {
    let came = false;
    const busy = new Proxy(bench.target, {
      get(store, name) {
        const value = Reflect.get(store, name) as unknown;
        if (name !== 'write') return typeof value === 'function' ? value.bind(store) : value;
        const write: TargetStore['write'] = async (operations, lease) => {
          if (!came && operations.some((one) => one.collection === collection)) {
            came = true;
            await bench.put(plan, 'member_7', { _id: 'member_7', member_id: '7', fines: [theirs('x')] });
          }
          return store.write(operations, lease);
        };
        return write;
      },
    });
    await bench.stage(plan, { cards: [card('7')] }, {}, busy);
    const kinds: unknown[] = [];
    for await (const batch of bench.target.list(records.ledger))
      for (const bytes of batch)
        for (const one of new BsonDocument(bytes).get('operations') as BsonValue[])
          kinds.push(inside(one).kind);
    expect(kinds).toEqual(['replace']);
    expect(figures(await takeBack(bench.target, 'run-1'))).toEqual({ ...none, restored: 1, images: 1 });
  });
});

describe('a run that was killed', () => {
  test.each([
    'ledger.intended',
    'drawers.written',
    'companions.written',
    'run.finishing',
  ] as const)('at %s is taken back as far as it came, and does not go on', async (point) => {
    await withBench(async (bench) => {
      await bench.stage(plan, { cards: [card('7')] });
      const before = await holdings(bench.target);
      setFailpointHandler((at) => {
        if (at === point) throw new Error('killed');
      });
      await expect(bench.stage(plan, more)).rejects.toThrow('killed');
      setFailpointHandler(undefined);
      expect(figures(await takeBack(bench.target, 'run-2')).left).toBe(0);
      expect(await holdings(bench.target)).toEqual(before);
      const again = await bench.stage(plan, more);
      expect(again.result.run).toBe('run-3');
      expect(again.result.verification).toMatchObject({ different: 0, missing: 0 });
    });
  });

  test('and goes on after another one is taken back in turns with it', async () => {
    await withBench(async (bench) => {
      let passed = 0;
      setFailpointHandler((at) => {
        if (at === 'companions.written' && ++passed === 1) throw new Error('killed');
      });
      await expect(bench.stage(plan, world, { batch: 1 })).rejects.toThrow('killed');
      setFailpointHandler(undefined);
      await bench.stage(plan, more, { batch: 1 });
      const second = await bench.drawers(plan);
      const { result } = await bench.stage(plan, world, { batch: 1 });
      expect(result.run).toBe('run-1');
      await expect(takeBack(bench.target, 'run-2')).rejects.toMatchObject({ code: 'rollback.later_run' });
      // Its first writes came before those of the other: they are taken back in turns.
      await expect(takeBack(bench.target, 'run-1')).rejects.toMatchObject({ code: 'rollback.later_run' });
      expect(await stateOf(bench.target, 'run-1')).toBe('rolling_back');
      expect(await bench.drawers(plan)).toEqual(second);
      await takeBack(bench.target, 'run-2');
      await takeBack(bench.target, 'run-1');
      expect(await holdings(bench.target)).toEqual({});
    });
  });
});

const points: readonly Failpoint[] = [
  'rollback.begun',
  'rollback.drawers',
  'rollback.links',
  'rollback.records',
  'rollback.bulk',
  'rollback.finishing',
  'rollback.done',
];

describe('a rollback that was stopped ends the same when it is started again', () => {
  /** A second run over a first one, with writes of others on top of both. */
  async function busyBench(bench: Bench): Promise<void> {
    await bench.stage(plan, { cards: [card('7')] }, { batch: 1 });
    await bench.stage(plan, more, { batch: 1 });
    await alter(bench, 'member_7', (drawer) => {
      drawer.fines = [...(drawer.fines as BsonValue[]), theirs('x')];
      drawer.card = { ...inside(drawer.card), name: 'Otra' };
    });
    await alter(bench, 'member_8', (drawer) => {
      drawer.contact = { ...inside(drawer.contact), theirs: true };
    });
  }

  test.each(points)('at %s, at every passing', async (point) => {
    const undisturbed = await withBench(async (bench) => {
      await busyBench(bench);
      const told = await takeBack(bench.target, 'run-2');
      return { told: { ...figures(told), left: told.left }, held: await holdings(bench.target) };
    });
    expect(undisturbed.told.left.map(({ path }) => path)).toEqual(['card']);
    for (let nth = 1; ; nth++) {
      const passed = await withBench(async (bench) => {
        await busyBench(bench);
        let times = 0;
        setFailpointHandler((at) => {
          if (at === point && ++times === nth) throw new Error('killed');
        });
        const result = await takeBack(bench.target, 'run-2').catch((error: Error) => error.message);
        setFailpointHandler(undefined);
        if (result !== 'killed') return false;
        const finished = point === 'rollback.done';
        expect(await stateOf(bench.target, 'run-2')).toBe(finished ? 'rolled_back' : 'rolling_back');
        const told = await takeBack(bench.target, 'run-2');
        if (finished) expect(figures(told)).toEqual(none);
        else expect({ ...figures(told), left: told.left }).toEqual(undisturbed.told);
        expect(await holdings(bench.target)).toEqual(undisturbed.held);
        return true;
      });
      if (!passed) {
        expect(nth).toBeGreaterThan(1);
        return;
      }
    }
  });
});

describe('links on legacy documents', () => {
  /** Migrates a store of legacy documents in place, links onto its documents included. */
  async function inPlace(store: TargetStore, path: string, run: string): Promise<void> {
    const bound = bindParameters(plan.parameters, { CUTOFF });
    if ('findings' in bound) throw new Error(JSON.stringify(bound.findings));
    await apply(
      {
        plan,
        source: store,
        target: store,
        legacy: store,
        parameters: bound.parameters,
        environment: 'staging',
        batch: 2,
        workers: 1,
        spool: join(path, 'spool'),
        run: { id: run, now: new Date('2025-06-01T10:00:00.000Z') },
        holder: currentHolder(run),
        engine: { name: 'client-drawer', version: '0.0.0' },
      },
      { step: () => undefined, progress: () => undefined, notice: () => undefined },
    );
  }

  async function withLegacy(work: (store: TargetStore, path: string) => Promise<void>): Promise<void> {
    const { path, done } = await scratch();
    const store = await openEmbedded(join(path, 'store'), { create: true });
    try {
      for (const [name, documents] of Object.entries(world))
        for (const one of documents as readonly { _id: string }[]) {
          await store.write([{ kind: 'insert', collection: name, id: one._id, document: serialize(one) }]);
        }
      await work(store, path);
    } finally {
      await store.close();
      await done();
    }
  }

  test('go back to what was there, to the byte', async () => {
    await withLegacy(async (store, path) => {
      const document = serialize({ ...loan('l1', '7', 1), loan_ref: '', drawer_id: 5, z: 1 });
      await store.write([{ kind: 'put', collection: 'loans', id: 'l1', document }]);
      const before = await holdings(store);
      await inPlace(store, path, 'run-1');
      expect(await holdings(store)).not.toEqual(before);
      expect(figures(await takeBack(store, 'run-1'))).toEqual({ ...none, removed: 2, links: 3, images: 2 });
      expect(await holdings(store)).toEqual(before);
    });
  });

  test.each([1, 2])('are taken back once, also when it is stopped right after them (%i)', async (nth) => {
    await withLegacy(async (store, path) => {
      const before = await holdings(store);
      await inPlace(store, path, 'run-1');
      let passed = 0;
      setFailpointHandler((at) => {
        if (at === 'rollback.links' && ++passed === nth) throw new Error('killed');
      });
      await expect(takeBack(store, 'run-1')).rejects.toThrow('killed');
      setFailpointHandler(undefined);
      expect(figures(await takeBack(store, 'run-1'))).toEqual({ ...none, removed: 2, links: 3, images: 2 });
      expect(await holdings(store)).toEqual(before);
    });
  });

  test('that somebody has overwritten are left and named, field by field', async () => {
    await withLegacy(async (store, path) => {
      await inPlace(store, path, 'run-1');
      const change = { drawer_id: 'other' };
      const expected = { drawer_id: 'member_7' };
      await store.write([{ kind: 'patch', collection: 'loans', id: 'l1', fields: change, expect: expected }]);
      const { links, left } = await takeBack(store, 'run-1');
      expect(links).toBe(2);
      expect(left).toEqual([{ drawer: 'member_7', path: 'loans.drawer_id', key: 'l1' }]);
      const [bytes] = await store.read('loans', ['l1']);
      const document = new BsonDocument(bytes as Uint8Array);
      expect([document.get('loan_ref'), document.get('drawer_id')]).toEqual([undefined, 'other']);
    });
  });

  test('need the database that they were written to', async () => {
    await withLegacy(async (store, path) => {
      const target = await openEmbedded(join(path, 'target'), { create: true });
      try {
        const bound = bindParameters(plan.parameters, { CUTOFF });
        if ('findings' in bound) throw new Error(JSON.stringify(bound.findings));
        const before = await holdings(store);
        await apply(
          {
            plan,
            source: store,
            target,
            legacy: store,
            parameters: bound.parameters,
            environment: 'staging',
            batch: 2,
            workers: 1,
            spool: join(path, 'spool'),
            run: { id: 'run-1', now: new Date('2025-06-01T10:00:00.000Z') },
            holder: currentHolder('run-1'),
            engine: { name: 'client-drawer', version: '0.0.0' },
          },
          { step: () => undefined, progress: () => undefined, notice: () => undefined },
        );
        await expect(takeBack(target, 'run-1')).rejects.toMatchObject({ code: 'rollback.source' });
        expect(await target.count(collection)).toBe(2);
        await takeBack(target, 'run-1', store);
        expect(await holdings(store)).toEqual(before);
        expect(await holdings(target)).toEqual({});
      } finally {
        await target.close();
      }
    });
  });
});

describe('the shipped contract', () => {
  test('a dump staged, taken back and staged again gives the same drawers', async () => {
    const shipped = await planOf('contracts/edn360/1.0.0');
    const { path, done } = await scratch();
    const target = await openEmbedded(join(path, 'target'), { create: true });
    try {
      const settings = { parameters: { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' }, batch: 12 };
      const drawers = async () => (await holdings(target))[shipped.target.collection];
      const first = await stageInto(shipped, 'fixtures/dump', target, path, { ...settings, run: 'run-1' });
      const wanted = await drawers();
      const back = await takeBack(target, 'run-1');
      expect(figures(back)).toMatchObject({
        removed: first.result.drawers.total,
        images: first.result.drawers.total,
        left: 0,
      });
      expect(await holdings(target)).toEqual({});
      await stageInto(shipped, 'fixtures/dump', target, path, { ...settings, run: 'run-2' });
      expect(await drawers()).toEqual(wanted);
      const ids: string[] = [];
      for await (const batch of target.list(records.runs))
        ids.push(...batch.map((bytes) => idText(new BsonDocument(bytes).get('_id') ?? null)));
      expect(ids).toEqual(['run-1', 'run-2']);
    } finally {
      await target.close();
      await done();
    }
  });
});
