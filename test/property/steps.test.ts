import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { records, setFailpointHandler } from '../../engine/migration/index.ts';
import { lateWorlds, type Made, worldOf } from '../migration/late-worlds.ts';
import { libraryPlan } from '../migration/library.ts';
import { type Paths, type Ran, withPaths } from '../migration/paths.ts';
import { figures, holdings, none, takeBack } from '../migration/rollback-bench.ts';

const SEED = Number(process.env.SEED ?? 7);
const RUNS = Number(process.env.STEPS_RUNS ?? 20);
const plan = libraryPlan();
const steps = ['01', '02', '03'];

afterEach(() => setFailpointHandler(undefined));

/** Steps in an order that ends well: whatever comes first, the step that makes drawers, then the others. */
const orders = fc
  .tuple(
    fc.array(fc.constantFrom(...steps), { maxLength: 2 }),
    fc.constantFrom(['01', '02', '03'], ['01', '03', '02']),
  )
  .map(([before, after]) => [...before, ...after]);

async function endsOf(paths: Paths) {
  return {
    drawers: await paths.drawers(),
    images: await paths.images(),
    links: await paths.links(),
    waiting: await paths.waiting(),
  };
}

function atOnce(made: readonly Made[], live: boolean) {
  return withPaths(
    plan,
    async (paths) => {
      await paths.put(worldOf(made));
      await paths.batch();
      return endsOf(paths);
    },
    live,
  );
}

/** Runs a step; dies at the nth passing of any failpoint first, when `dies` says so, and goes on. */
async function runStep(paths: Paths, step: string, dies: number | null, run: string): Promise<Ran> {
  if (dies !== null) {
    let passed = 0;
    setFailpointHandler(() => {
      if (++passed === dies) throw new Error('killed');
    });
    const killed = await paths.batch({ step, run, batch: 1 }).then(
      () => false,
      (error: Error) => error.message === 'killed' || Promise.reject(error),
    );
    setFailpointHandler(undefined);
    const again = await paths.batch({ step, run: `${run}-again`, batch: 1 });
    // A run that died at its very end is done, or had not begun.
    if (killed && again.applied.migration.resumed) expect(again.applied.migration.run.id).toBe(run);
    return again;
  }
  return paths.batch({ step, run, batch: 1 });
}

test(
  'step by step, in any order that ends well, killed or not: the drawers, images, links and quarantine of all at once',
  { timeout: 240_000 },
  () =>
    fc.assert(
      fc.asyncProperty(
        lateWorlds,
        orders,
        fc.array(fc.option(fc.integer({ min: 1, max: 9 })), { minLength: 5, maxLength: 5 }),
        fc.boolean(),
        async (made, order, deaths, live) => {
          const wanted = await atOnce(made, live);
          await withPaths(
            plan,
            async (paths) => {
              await paths.put(worldOf(made));
              for (const [at, step] of order.entries()) {
                const { accounts } = await runStep(paths, step, deaths[at] ?? null, `step-${at}`);
                const mine = plan.mappings.filter((mapping) => mapping.step === step);
                const sources = mine.flatMap((mapping) => mapping.sources.map(({ name }) => name));
                for (const account of accounts) expect(sources).toContain(account.source);
                expect(accounts).toHaveLength(made.filter(({ source }) => sources.includes(source)).length);
              }
              expect(await endsOf(paths)).toEqual(wanted);
              const bulks = await paths.target.count(records.ledger);
              for (const step of steps) await paths.batch({ step });
              await paths.batch();
              expect(await paths.target.count(records.ledger)).toBe(bulks);
            },
            live,
          );
        },
      ),
      { numRuns: RUNS, seed: SEED },
    ),
);

test(
  'a step, a reconciliation and a replay are taken back to the byte, and once more changes nothing (P6, P7)',
  { timeout: 240_000 },
  () =>
    fc.assert(
      fc.asyncProperty(
        lateWorlds,
        fc.array(fc.constantFrom('01', '02', '03', 'all', 'reconcile', 'replay'), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.boolean(),
        async (made, sequence, live) => {
          await withPaths(
            plan,
            async (paths) => {
              const { target, legacy } = paths;
              const late = made.filter(({ how }) => how === 'missed');
              await paths.put(worldOf(made.filter(({ how }) => how !== 'missed')));
              const runs: { readonly id: string; readonly before: unknown; readonly first: boolean }[] = [];
              for (const [at, what] of sequence.entries()) {
                if (at === 1) await paths.put(worldOf(late));
                const id = `run-${at}`;
                // What the old system has written since is no part of a run.
                const before = [await holdings(target), at === 0 ? {} : await holdings(legacy)];
                if (what === 'reconcile') await paths.reconcile({}, { run: id });
                else if (what === 'all') await paths.batch({ run: id });
                else if (what !== 'replay') await paths.batch({ run: id, step: what });
                else if ((await paths.replay(undefined, { run: id })).applied === undefined) continue;
                runs.push({ id, before, first: at === 0 });
              }
              for (const { id, before, first } of runs.reverse()) {
                await takeBack(target, id, live ? legacy : undefined);
                expect([await holdings(target), first ? {} : await holdings(legacy)]).toEqual(before);
                expect(figures(await takeBack(target, id, live ? legacy : undefined))).toEqual(none);
              }
            },
            live,
          );
        },
      ),
      { numRuns: RUNS, seed: SEED },
    ),
);
