import { serialize } from 'bson';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  BsonDocument,
  type BsonValue,
  canonicalJson,
  encode,
  fieldsOf,
  type PlainDocument,
} from '../../engine/bson/index.ts';
import { setFailpointHandler } from '../../engine/migration/index.ts';
import { type Bench, day, libraryPlan, type World, withBench } from '../migration/library.ts';
import { figures, holdings, none, takeBack } from '../migration/rollback-bench.ts';

const SEED = Number(process.env.SEED ?? 7);
const RUNS = Number(process.env.ROLLBACK_RUNS ?? 25);
const plan = libraryPlan();
const { collection } = plan.target;

type Drawer = Record<string, BsonValue>;

/** A write by somebody else: to the drawer of a member, whatever it holds. */
interface Live {
  readonly member: string;
  readonly kind: 'push' | 'unshift' | 'field' | 'nested' | 'object' | 'again';
  readonly number: number;
}

const members = ['1', '2', '3', '4'];
const member = fc.constantFrom(...members);
const month = fc.integer({ min: 1, max: 12 });

const cards = fc.uniqueArray(
  fc.record({ member, month, name: fc.constantFrom('Ana', 'Eva', ''), phone: fc.boolean() }),
  { maxLength: 4, selector: (one) => one.member },
);
const loans = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 6 }), member, month, title: fc.constantFrom('A', 'B') }),
  { maxLength: 5, selector: ({ id }) => id },
);
const fines = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 6 }), member, month, amount: fc.integer({ min: 1, max: 3 }) }),
  { maxLength: 5, selector: ({ id }) => id },
);

/** Legacy documents of a few members; two of them have much in common, so that the second run replaces and adds. */
const worlds: fc.Arbitrary<World> = fc.record({ cards, loans, fines }).map((made) => ({
  cards: made.cards.map((one) => ({
    _id: `c${one.member}`,
    member: one.member,
    issued_at: day(one.month),
    name: one.name,
    email: 'e',
    ...(one.phone ? { phone: '600' } : {}),
  })),
  loans: made.loans.map(({ id, month: at, title, ...one }) => ({
    _id: `l${one.member}${id}`,
    card: { member: one.member },
    lent_at: day(at),
    title,
    pages: 1,
  })),
  fines: made.fines.map(({ id, month: at, amount, ...one }) => ({
    _id: `f${one.member}${id}`,
    member: one.member,
    raised_at: day(at),
    amount,
    loan: `l${one.member}${id}`,
  })),
}));

const lives: fc.Arbitrary<readonly Live[]> = fc.array(
  fc.record({
    member,
    kind: fc.constantFrom<Live['kind']>('push', 'unshift', 'field', 'nested', 'object', 'again'),
    number: fc.integer({ min: 1, max: 99 }),
  }),
  { maxLength: 6 },
);

function inside(value: BsonValue | undefined): Drawer {
  return value === undefined ? {} : { ...fieldsOf(value as PlainDocument) };
}

/** The drawer after a write by others; one that is not there is made with `_id` and member alone. */
function after(drawer: Drawer | undefined, { member: of, kind, number }: Live, at: number): Drawer {
  const made: Drawer = { ...(drawer ?? { _id: `member_${of}`, member_id: of }) };
  const theirs = { fine_id: `x${at}`, raised_at: day(1), paid: true, loan_ref: null };
  const list = (made.fines as BsonValue[] | undefined) ?? [];
  if (kind === 'push') made.fines = [...list, theirs];
  else if (kind === 'unshift') made.fines = [theirs, ...list];
  else if (kind === 'field') made[`extra${number % 3}`] = number;
  else if (kind === 'nested') made.loans = { ...inside(made.loans), note: number };
  else if (kind === 'object')
    made.contact = { ...inside(made.contact), theirs: { deep: [number], none: {} } };
  else made.meta = { ...inside(made.meta), seen: { by: 'others', times: number } };
  return made;
}

async function drawersOf({ target }: Bench): Promise<Map<string, Drawer>> {
  const found = new Map<string, Drawer>();
  for await (const batch of target.list(collection))
    for (const bytes of batch) {
      const drawer = new BsonDocument(bytes).fields();
      found.set(String(drawer._id), { ...drawer });
    }
  return found;
}

async function write({ target }: Bench, live: Live, at: number): Promise<void> {
  const id = `member_${live.member}`;
  const [bytes] = await target.read(collection, [id]);
  const held = bytes === undefined ? undefined : { ...new BsonDocument(bytes).fields() };
  await target.write([{ kind: 'put', collection, id, document: encode(after(held, live, at)) }]);
}

function shown(drawers: ReadonlyMap<string, Drawer>): Readonly<Record<string, string>> {
  const texts = [...drawers].map(([id, drawer]) => [id, canonicalJson(new BsonDocument(encode(drawer)))]);
  return Object.fromEntries(texts.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}

/** Takes a run back; dies at the nth passing of any of its failpoints first, when `dies` says so. */
async function takeBackAfterDying(bench: Bench, run: string, dies: number | null) {
  if (dies !== null) {
    let passed = 0;
    setFailpointHandler(() => {
      if (++passed === dies) throw new Error('killed');
    });
    await takeBack(bench.target, run).catch((error: Error) => {
      if (error.message !== 'killed') throw error;
    });
    setFailpointHandler(undefined);
  }
  return takeBack(bench.target, run);
}

afterEach(() => setFailpointHandler(undefined));

const dying = fc.option(fc.integer({ min: 1, max: 14 }));
const batches = fc.integer({ min: 1, max: 3 });

describe('taking a run back', () => {
  test(
    'leaves everything as it was, to the byte; once more changes nothing; migrated again it is the same (P6, P7)',
    {
      timeout: 180_000,
    },
    () =>
      fc.assert(
        fc.asyncProperty(
          worlds,
          lives,
          worlds,
          batches,
          dying,
          fc.boolean(),
          async (first, live, second, batch, dies, staged) => {
            await withBench(async (bench) => {
              if (staged) await bench.stage(plan, first, { batch });
              for (const [at, one] of live.entries()) await write(bench, one, at);
              const document = serialize({ _id: 1, a: 'b' });
              await bench.target.write([{ kind: 'insert', collection: 'others', id: 1, document }]);
              const before = await holdings(bench.target);
              const { result } = await bench.stage(plan, second, { batch });
              const migrated = await bench.drawers(plan);
              const { left } = await takeBackAfterDying(bench, result.run, dies);
              expect(left).toEqual([]);
              expect(await holdings(bench.target)).toEqual(before);
              expect(figures(await takeBack(bench.target, result.run))).toEqual(none);
              expect(await holdings(bench.target)).toEqual(before);
              const again = await bench.stage(plan, second, { batch });
              expect(again.result.run).not.toBe(result.run);
              expect(await bench.drawers(plan)).toEqual(migrated);
            });
          },
        ),
        { numRuns: RUNS, seed: SEED },
      ),
  );

  test(
    'leaves what others have written in between, and nothing of ours beside it',
    {
      timeout: 180_000,
    },
    () =>
      fc.assert(
        fc.asyncProperty(
          worlds,
          worlds,
          lives,
          batches,
          dying,
          fc.boolean(),
          async (first, second, live, batch, dies, staged) => {
            await withBench(async (bench) => {
              if (staged) await bench.stage(plan, first, { batch });
              const wanted = await drawersOf(bench);
              const { result } = await bench.stage(plan, second, { batch });
              for (const [at, one] of live.entries()) {
                await write(bench, one, at);
                const id = `member_${one.member}`;
                wanted.set(id, after(wanted.get(id), one, at));
              }
              const { left } = await takeBackAfterDying(bench, result.run, dies);
              expect(left).toEqual([]);
              expect(shown(await drawersOf(bench))).toEqual(shown(wanted));
              const kept = await holdings(bench.target);
              expect(figures(await takeBack(bench.target, result.run))).toEqual(none);
              expect(await holdings(bench.target)).toEqual(kept);
            });
          },
        ),
        { numRuns: RUNS, seed: SEED },
      ),
  );
});
