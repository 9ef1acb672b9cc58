import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeBackup, restoreStore } from '../../engine/backup/index.ts';
import { BsonDocument, encode } from '../../engine/bson/index.ts';
import { compilePlan, loadContract } from '../../engine/contract/index.ts';
import {
  approveExclusion,
  findQuarantined,
  listQuarantine,
  proposeExclusion,
} from '../../engine/migration/index.ts';
import {
  type DeprecateRequest,
  deprecate,
  RetirementRefused,
  retiredCollections,
} from '../../engine/retirement/index.ts';
import { currentHolder, openEmbedded, openSource, type TargetStore } from '../../engine/stores/index.ts';
import { takeBack } from '../migration/rollback-bench.ts';
import { scratch, stageInto } from '../rehearsal/staging.ts';

const { contract } = await loadContract('contracts/edn360/1.0.0');
if (contract === undefined) throw new Error('the contract is broken');
const plan = compilePlan(contract);
const parameters = { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' };
const HOUR = 3_600_000;

interface World {
  readonly source: TargetStore;
  readonly target: TargetStore;
  readonly path: string;
  stage(run: string): Promise<void>;
  backup(name: string): Promise<string>;
  ask(change?: Partial<DeprecateRequest>, hours?: number): ReturnType<typeof deprecate>;
  /** The gates that are not met, in production. */
  shut(change?: Partial<DeprecateRequest>, hours?: number): Promise<readonly string[]>;
}

async function withWorld(work: (world: World) => Promise<void>): Promise<void> {
  const { path, done } = await scratch();
  const source = await openEmbedded(join(path, 'legacy'), { create: true });
  const target = await openEmbedded(join(path, 'target'), { create: true });
  const dump = await openSource('fixtures/dump');
  await restoreStore(dump, source, {});
  await dump.close();
  const world: World = {
    source,
    target,
    path,
    stage: async (run) => {
      await stageInto(plan, 'fixtures/dump', target, path, { parameters, run });
    },
    backup: async (name) => {
      const directory = join(path, name);
      await makeBackup(source, { directory, product: { name: 'test', version: '0' }, started: new Date() });
      return directory;
    },
    ask: (change = {}, hours = 49) =>
      deprecate({
        plan,
        collections: retiredCollections(contract as NonNullable<typeof contract>),
        source,
        target,
        environment: 'production',
        quietHours: 24,
        watchHours: 48,
        backup: undefined,
        spool: join(path, 'spool'),
        run: { id: 'retirement', now: new Date(Date.now() + hours * HOUR) },
        holder: currentHolder('retirement'),
        ...change,
      }),
    shut: async (change, hours) => {
      try {
        await world.ask(change, hours);
      } catch (error) {
        if (!(error instanceof RetirementRefused) || error.code !== 'retirement.gates') throw error;
        const shut = (error.gates ?? []).filter(({ met }) => !met);
        for (const { gate, found } of shut) expect(error.message).toContain(`${gate}: ${found}`);
        return shut.map(({ gate }) => gate);
      }
      return [];
    },
  };
  try {
    await work(world);
  } finally {
    await source.close();
    await target.close();
    await done();
  }
}

const names = async (store: TargetStore) => (await store.collections()).map(({ name }) => name);

/** Approves that everything which waits is left out. */
async function excludeAll(target: TargetStore): Promise<void> {
  const at = new Date();
  for await (const { id, released } of listQuarantine(plan, target)) {
    const record = released === undefined ? await findQuarantined(plan, target, id, () => '') : undefined;
    if (record === undefined) continue;
    await proposeExclusion(target, record, { reason: 'ficha de prueba', by: 'Ana', at });
    await approveExclusion(target, record, { by: 'Eva', at, environment: 'staging', approvers: [] });
  }
}

/** Replaces the first document of a collection. */
async function change(store: TargetStore, collection: string, fields: object): Promise<() => Promise<void>> {
  for await (const [expected] of store.list(collection)) {
    const bytes = expected as Uint8Array;
    const before = new BsonDocument(bytes).fields();
    const id = before._id ?? null;
    const document = encode({ ...before, ...fields });
    await store.write([{ kind: 'replace', collection, id, document, expect: bytes }]);
    return async () => {
      await store.write([{ kind: 'replace', collection, id, document: bytes, expect: document }]);
    };
  }
  throw new Error('it is empty');
}

describe('the gates of a retirement', () => {
  test('tell in production all that is missing, before anything is renamed', () =>
    withWorld(async ({ source, target, path, stage, backup, ask, shut }) => {
      const before = await names(source);
      expect(await shut()).toEqual(['runs', 'watch', 'verified', 'backup']);
      await stage('run-1');
      expect(await shut({}, 1)).toEqual(['watch', 'quarantine', 'backup']);
      const kept = await backup('final');
      expect(await shut({ backup: kept })).toEqual(['quarantine']);
      await excludeAll(target);
      // What was approved comes into force with the next run; until then drawers are not what they should be.
      expect(await shut({ backup: kept })).toEqual(['quarantine', 'verified']);
      await stage('run-2');
      const undo = await change(target, plan.target.collection, { profile: {} });
      expect(await shut({ backup: kept })).toEqual(['verified']);
      await undo();
      const again = await change(source, 'followup_submissions', { theirs: 1 });
      expect(await shut({ backup: kept })).toEqual(['backup']);
      await again();
      expect(await shut({ backup: join(path, 'nothing') }).catch(({ code }) => code)).toBe('store.missing');
      const damaged = await backup('damaged');
      await appendFile(join(damaged, 'backup.json'), ' ');
      await appendFile(join(damaged, 'legacy', 'prelude.json.gz'), ' ');
      expect(await shut({ backup: damaged })).toEqual(['backup']);
      expect(await names(source)).toEqual(before);
      const { retirement, moved } = await ask({ backup: kept });
      expect(moved).toHaveLength(3);
      expect(retirement.gates.map(({ gate, met }) => [gate, met])).toEqual(
        ['runs', 'watch', 'quarantine', 'verified', 'backup'].map((gate) => [gate, true]),
      );
      // Once it is begun, the source is no longer what the gates were asked about.
      expect((await ask({}, 50)).moved).toEqual([]);
    }));

  test('are not met while a run is half taken back, and only recorded outside of production', () =>
    withWorld(async ({ source, target, stage, ask, shut }) => {
      await stage('run-1');
      await change(target, 'migration_runs', { state: 'rolling_back' });
      expect(await shut()).toContain('runs');
      await takeBack(target, 'run-1');
      expect(await shut()).toEqual(['runs', 'watch', 'quarantine', 'verified', 'backup']);
      const { retirement } = await ask({ environment: 'staging' });
      expect(retirement.state).toBe('renamed');
      expect(retirement.gates.filter(({ met }) => met)).toEqual([]);
      expect((await names(source)).filter((name) => name.includes('_DEPRECATED_'))).toHaveLength(3);
    }));
});
