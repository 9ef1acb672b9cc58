import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BsonDocument } from '../../engine/bson/index.ts';
import { bindParameters, type Plan } from '../../engine/contract/index.ts';
import {
  type Applied,
  apply,
  type Failpoint,
  records,
  setFailpointHandler,
} from '../../engine/migration/index.ts';
import {
  currentHolder,
  openEmbedded,
  openSource,
  openTarget,
  type TargetStore,
} from '../../engine/stores/index.ts';
import { runTool } from '../backup/tools.ts';
import { type Dataset, migrate } from '../reference/index.ts';
import { drawerLines, planOf, scratch } from '../rehearsal/staging.ts';
import { freshDatabase } from '../server/database.ts';
import { withShared } from '../stores/dump/shared.ts';
import { cutoff, dumpOf, type HeavyData, heavyData } from './heavy.ts';
import { holdings, takeBack } from './rollback-bench.ts';

const MIB = 2 ** 20;

let plan: Plan;
let data: HeavyData;

beforeAll(async () => {
  plan = await planOf('contracts/edn360/1.0.0');
  data = await heavyData(plan);
});
afterEach(() => setFailpointHandler(undefined));

/** A target, and a source whose content can be changed. */
interface Place {
  readonly target: TargetStore;
  /** Applies the dataset to the target; `before` is what the source held so far. */
  apply(dataset: Dataset, run: string): Promise<Applied>;
  gone(): Promise<void>;
}

async function embeddedPlace(path: string): Promise<Place> {
  const target = await openEmbedded(join(path, 'target'), { create: true });
  return {
    target,
    apply: async (dataset, run) => {
      const source = await openSource(await dumpOf(dataset, join(path, `${run}-${Math.random()}`)));
      try {
        return await applied(source, target, undefined, path, run);
      } finally {
        await source.close();
      }
    },
    gone: () => target.close(),
  };
}

/** The first content is brought by the real mongorestore, what is added later is inserted. */
async function serverPlace(path: string): Promise<Place> {
  const database = await freshDatabase();
  const target = await openTarget(database.uri, { create: true });
  let held: Dataset | undefined;
  return {
    target,
    apply: async (dataset, run) => {
      if (held === undefined) {
        const folder = await dumpOf(dataset, join(path, 'first'));
        await runTool(
          'mongorestore',
          database.uri.replace(/\/[^/?]+\?/, '/?'),
          '--quiet',
          `--nsFrom=legacy.*`,
          `--nsTo=${database.name}.*`,
          join(folder, '..'),
        );
      } else {
        const known = new Set(held.followup_submissions);
        const added = dataset.followup_submissions.filter((bytes) => !known.has(bytes));
        const inserts = added.map((document) => {
          const id = new BsonDocument(document).get('_id') ?? null;
          return { kind: 'insert', collection: 'followup_submissions', id, document } as const;
        });
        await target.write(inserts);
      }
      held = dataset;
      return applied(target, target, target, path, run);
    },
    gone: async () => {
      await target.close();
      await database.drop();
    },
  };
}

async function applied(
  source: Parameters<typeof apply>[0]['source'],
  target: TargetStore,
  legacy: TargetStore | undefined,
  path: string,
  run: string,
): Promise<Applied> {
  const bound = bindParameters(plan.parameters, { DUAL_WRITE_START_AT: cutoff });
  if ('findings' in bound) throw new Error(JSON.stringify(bound.findings));
  return apply(
    {
      plan,
      source,
      target,
      legacy,
      parameters: bound.parameters,
      environment: 'staging',
      batch: 100,
      workers: 1,
      spool: join(path, 'spool'),
      run: { id: run, now: new Date('2025-06-01T10:00:00.000Z') },
      holder: currentHolder(run),
      engine: { name: 'client-drawer', version: '0.0.0' },
    },
    { step: () => undefined, progress: () => undefined, notice: () => undefined },
  );
}

/** What the naive migrator makes of it, without the one client that has too much. */
function wanted(dataset: Dataset, ...without: readonly string[]): readonly string[] {
  return migrate(dataset, cutoff).drawers.filter(
    (line) => !without.some((client) => line.includes(`"_id":"client_${client}"`)),
  );
}

function more(dataset: Dataset, ...followups: readonly Uint8Array[]): Dataset {
  return { ...dataset, followup_submissions: [...dataset.followup_submissions, ...followups] };
}

function quarantined({ migration }: Applied, code: string): number {
  const groups = [...migration.tally.quarantine.values()].filter((group) => group.code === code);
  return groups.reduce((sum, { documents }) => sum + documents.length, 0);
}

function warned({ migration }: Applied, code: string): number {
  const groups = [...migration.tally.warnings.values()].filter((group) => group.code === code);
  return groups.reduce((sum, { count }) => sum + count, 0);
}

async function recordSizes(target: TargetStore, run: string): Promise<readonly number[]> {
  const sizes: number[] = [];
  for await (const batch of target.list(records.ledger))
    for (const bytes of batch) if (new BsonDocument(bytes).get('run') === run) sizes.push(bytes.length);
  return sizes;
}

const places = [
  { name: 'an embedded store', make: embeddedPlace },
  { name: 'a server', make: serverPlace },
];

withShared('drawers near the limit', () => {
  describe.each(places)('drawers near the limit in $name', ({ make }) => {
    let place: Place;
    let done: () => Promise<void>;
    let before: Awaited<ReturnType<typeof holdings>>;
    let first: readonly string[];
    const grown = (): Dataset => more(data.dataset, data.another('near', 900), data.another('large', 900));

    beforeAll(async () => {
      const bench = await scratch();
      done = bench.done;
      place = await make(bench.path);
    });
    afterAll(async () => {
      await place.gone();
      await done();
    });

    test('are written up to it and told; what would be above is set aside, and the run goes on', async () => {
      const result = await place.apply(data.dataset, 'run-1');
      first = await drawerLines(plan, place.target);
      expect(first).toEqual(wanted(data.dataset, data.clients.over));
      const sizes = await Promise.all(
        (['near', 'large', 'over'] as const).map(async (name) => {
          const [bytes] = await place.target.read(plan.target.collection, [`client_${data.clients[name]}`]);
          return bytes?.length ?? 0;
        }),
      );
      expect(sizes[0]).toBeGreaterThan(14.5 * MIB);
      expect(sizes[0]).toBeLessThan(15 * MIB);
      expect(sizes[1]).toBeGreaterThan(8 * MIB);
      expect(sizes[2]).toBe(0);
      expect(warned(result, 'drawer.large')).toBe(2);
      expect(quarantined(result, 'drawer.too_large')).toBeGreaterThan(250);
      expect(await place.target.count(records.quarantine)).toBeGreaterThan(250);
      before = await holdings(place.target);
    });

    test('are settled from a ledger that had to be cut, wherever the run is interrupted', async () => {
      const dataset = grown();
      for (const point of ['ledger.intended', 'drawers.written'] satisfies Failpoint[]) {
        setFailpointHandler((at) => {
          if (at === point) throw new Error(`interrupted at ${point}`);
        });
        await expect(place.apply(dataset, 'run-2')).rejects.toThrow(`interrupted at ${point}`);
        setFailpointHandler(undefined);
      }
      const result = await place.apply(dataset, 'run-3');
      expect(result.migration).toMatchObject({ resumed: true, run: { id: 'run-2' } });
      expect(await drawerLines(plan, place.target)).toEqual(wanted(dataset, data.clients.over));
      const sizes = await recordSizes(place.target, 'run-2');
      expect(sizes.length).toBeGreaterThan(2);
      expect(Math.max(...sizes)).toBeGreaterThan(14 * MIB);
      expect(Math.max(...sizes)).toBeLessThan(16 * MIB);
    });

    test('stay as they are when they would grow above it', async () => {
      const dataset = more(grown(), ...[1, 2, 3, 4, 5].map((at) => data.another('near', 1000 + at)));
      const result = await place.apply(dataset, 'run-4');
      expect(result.migration.run.state).toBe('done');
      expect(await drawerLines(plan, place.target)).toEqual(wanted(grown(), data.clients.over));
      expect(quarantined(result, 'drawer.too_large')).toBeGreaterThan(250 + 232);
    });

    test('are rolled back to the byte', async () => {
      for (const run of ['run-4', 'run-2']) expect((await takeBack(place.target, run)).left).toEqual([]);
      expect(await drawerLines(plan, place.target)).toEqual(first);
      const now = await holdings(place.target);
      expect(now[plan.target.collection]).toEqual(before[plan.target.collection]);
      expect(now[records.images]).toEqual(before[records.images]);
      expect((await takeBack(place.target, 'run-1')).left).toEqual([]);
      expect(await place.target.count(plan.target.collection)).toBe(0);
      expect(await place.target.count(records.images)).toBe(0);
    });
  });
});
