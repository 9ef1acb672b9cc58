import { expect, test } from 'vitest';
import type { TargetStore } from '../../engine/stores/index.ts';
import { libraryPlan } from '../migration/library.ts';
import { Paths } from '../migration/paths.ts';
import { holdings, takeBack } from '../migration/rollback-bench.ts';
import { scratch } from '../rehearsal/staging.ts';
import { withDatabase } from './database-of-test.ts';

const plan = libraryPlan();

/** Paths over a legacy database and a target, both of the server. */
async function withPaths<T>(work: (paths: Paths) => Promise<T>): Promise<T> {
  const { path, done } = await scratch();
  try {
    return await withDatabase((legacy) =>
      withDatabase((target: TargetStore) => work(new Paths(plan, { legacy, target }, path))),
    );
  } finally {
    await done();
  }
}

const members = Array.from({ length: 24 }, (_, at) => `m${at}`);
const on = (months: number) => new Date(Date.UTC(2024, months - 1, 3, 10));

/** For each member a card, two loans and a fine of these months. */
function worldOf(suffix: string, months: number, some: readonly string[] = members) {
  return {
    cards: some.map((member) => ({
      _id: `c${suffix}${member}`,
      member,
      issued_at: on(months),
      name: `N${suffix}`,
      email: 'e',
      ...(suffix === 'b' ? { phone: '600' } : {}),
    })),
    loans: some.flatMap((member) =>
      [1, 2].map((nth) => ({
        _id: `l${suffix}${nth}${member}`,
        card: { member },
        lent_at: on(months + nth),
        pages: nth,
      })),
    ),
    fines: some.map((member) => ({
      _id: `f${suffix}${member}`,
      member,
      raised_at: on(months + 3),
      amount: 3,
      loan: `l${suffix}1${member}`,
    })),
  };
}

const early = worldOf('a', 2);
const late = worldOf('b', 14);

async function endsOf(paths: Paths) {
  return {
    drawers: await paths.drawers(),
    images: await paths.images(),
    links: await paths.links(),
    waiting: await paths.waiting(),
  };
}

function atOnce(): ReturnType<typeof endsOf> {
  return withPaths(async (paths) => {
    await paths.put(early);
    await paths.put(late);
    await paths.batch({ cutoff: '2030-01-01T00:00:00Z' });
    return endsOf(paths);
  });
}

test('dual writing beside a batch on a server, every fifth document missed: reconciled, the same as at once (P5)', async () => {
  const wanted = await atOnce();
  await withPaths(async (paths) => {
    await paths.put(early);
    const documents = Object.entries(late).flatMap(([source, list]) =>
      list.map((document) => ({ source, document: document as { readonly _id: string } })),
    );
    const writer = async (nth: number): Promise<void> => {
      for (const [at, { source, document }] of documents.entries()) {
        if (at % 4 !== nth) continue;
        await paths.put({ [source]: [document] });
        if (at % 5 !== 0) await paths.carry(source, document._id);
      }
    };
    await Promise.all([paths.batch({ batch: 3 }), ...[0, 1, 2, 3].map(writer)]);
    const before = [await holdings(paths.target), await holdings(paths.legacy)];
    const { applied } = await paths.reconcile({}, { run: 'late', batch: 5 });
    expect(applied.migration.tally.conflicts.size).toBe(0);
    expect(await endsOf(paths)).toEqual(wanted);
    await paths.reconcile();
    expect(await endsOf(paths)).toEqual(wanted);
    expect((await takeBack(paths.target, 'late', paths.legacy)).left).toEqual([]);
    expect([await holdings(paths.target), await holdings(paths.legacy)]).toEqual(before);
  });
});

test('step by step on a server, and a replay of what was repaired', async () => {
  const broken = { ...early, fines: early.fines.map((fine) => ({ ...fine, raised_at: 'soon' })) };
  const wanted = await withPaths(async (paths) => {
    await paths.put(early);
    await paths.batch();
    return endsOf(paths);
  });
  await withPaths(async (paths) => {
    await paths.put(broken);
    for (const step of ['01', '03', '02']) await paths.batch({ step, batch: 7 });
    expect(Object.keys(await paths.waiting())).toHaveLength(members.length);
    await paths.put({ fines: early.fines });
    const { replayed } = await paths.replay(undefined, { batch: 7 });
    expect(replayed.map(({ code, outcome }) => `${code} ${outcome}`)).toEqual(
      members.map(() => 'date.invalid migrated'),
    );
    expect(await endsOf(paths)).toEqual(wanted);
  });
});
