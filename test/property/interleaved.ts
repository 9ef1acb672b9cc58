import fc, { type Scheduler } from 'fast-check';
import { expect } from 'vitest';
import { setFailpointHandler } from '../../engine/migration/index.ts';
import type { TargetStore } from '../../engine/stores/index.ts';
import { lateWorlds, type Made, worldOf } from '../migration/late-worlds.ts';
import { libraryPlan } from '../migration/library.ts';
import { type Paths, withPaths } from '../migration/paths.ts';

const plan = libraryPlan();

/** The store, with every read and write waiting for its turn. */
function inTurns(store: TargetStore, scheduler: Scheduler): TargetStore {
  const turn = (what: string) => scheduler.schedule(Promise.resolve(), what);
  return new Proxy(store, {
    get(held, name) {
      if (name === 'read' || name === 'write')
        return async (...given: unknown[]) => {
          await turn(name);
          const method = held[name] as (...given: unknown[]) => Promise<unknown>;
          return method.apply(held, given);
        };
      const value = Reflect.get(held, name, held) as unknown;
      return typeof value === 'function' ? value.bind(held) : value;
    },
  });
}

/** The old system at work: writes its documents one after the other, and carries those that it does not miss. */
async function dualWrite(paths: Paths, made: readonly Made[]): Promise<void> {
  for (const { source, document, how: by } of made) {
    await paths.put({ [source]: [document] });
    if (by === 'dual') await paths.carry(source, document._id);
  }
}

/** A batch that dies at the nth passing of any failpoint, if `dies` says so, and is run again. */
async function batchIn(paths: Paths, batch: number, dies: number | null): Promise<void> {
  if (dies === null) {
    await paths.batch({ batch });
    return;
  }
  let passed = 0;
  setFailpointHandler(() => {
    if (++passed === dies) throw new Error('killed');
  });
  await paths.batch({ batch }).catch((error: Error) => {
    if (error.message !== 'killed') throw error;
  });
  setFailpointHandler(undefined);
  await paths.batch({ batch });
}

interface Ends {
  readonly drawers: unknown;
  readonly images: unknown;
  readonly links: unknown;
}

async function endsOf(paths: Paths): Promise<Ends> {
  return { drawers: await paths.drawers(), images: await paths.images(), links: await paths.links() };
}

/** What all documents give when one batch finds them all, with a cutoff after the last. */
function atOnce(made: readonly Made[], live: boolean): Promise<Ends> {
  return withPaths(
    plan,
    async (paths) => {
      await paths.put(worldOf(made));
      await paths.batch({ cutoff: '2030-01-01T00:00:00Z' });
      return endsOf(paths);
    },
    live,
  );
}

/**
 * A batch before, after and in the middle of dual writing, killed or not, some of it missed: once reconciled, the same
 * drawers, images and links as at once (P5).
 */
export function interleaved(runs: number, seed: number): Promise<void> {
  return fc.assert(
    fc.asyncProperty(
      lateWorlds,
      fc.scheduler(),
      fc.integer({ min: 1, max: 2 }),
      fc.option(fc.integer({ min: 1, max: 12 })),
      fc.boolean(),
      async (made, scheduler, batch, dies, live) => {
        const wanted = await atOnce(made, live);
        await withPaths(
          plan,
          async (paths) => {
            await paths.put(worldOf(made.filter((one) => one.how === 'there')));
            const scheduled = paths.through((store) => inTurns(store, scheduler));
            const late = made.filter((one) => one.how !== 'there');
            const writers = [0, 1].map((nth) => late.filter((_, index) => index % 2 === nth));
            const work = [
              batchIn(scheduled, batch, dies),
              ...writers.map((some) => dualWrite(scheduled, some)),
            ];
            await scheduler.waitFor(Promise.all(work));
            await paths.reconcile();
            expect(await endsOf(paths)).toEqual(wanted);
            const bulks = await paths.target.count('migration_ledger');
            await paths.reconcile();
            await paths.batch();
            expect(await paths.target.count('migration_ledger')).toBe(bulks);
            expect(await endsOf(paths)).toEqual(wanted);
          },
          live,
        );
      },
    ),
    { numRuns: runs, seed },
  );
}
