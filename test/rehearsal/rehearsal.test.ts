import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serialize } from 'bson';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import { listRuns, setFailpointHandler } from '../../engine/migration/index.ts';
import { openEmbedded, type ScratchStore, type TargetStore } from '../../engine/stores/index.ts';
import { holdings } from '../migration/rollback-bench.ts';
import { planOf, scratch, stageInto } from './staging.ts';

const dump = 'fixtures/dump';
const settings = {
  parameters: { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' },
  batch: 12,
  rehearsal: true,
};

let plan: Plan;
beforeAll(async () => {
  plan = await planOf('contracts/edn360/1.0.0');
});
afterEach(() => setFailpointHandler(undefined));

async function withTarget(work: (target: TargetStore, path: string) => Promise<void>): Promise<void> {
  const { path, done } = await scratch();
  const target = await openEmbedded(join(path, 'target'), { create: true });
  try {
    await work(target, path);
    // Nothing of the copy is left beside the target.
    expect((await readdir(path)).filter((name) => name.includes('scratch'))).toEqual([]);
  } finally {
    await target.close();
    await done();
  }
}

/** The store with another method in place of one of its own. */
function altered<S extends TargetStore, K extends keyof S>(store: S, name: K, method: S[K]): S {
  return new Proxy(store, {
    get(real, asked) {
      if (asked === name) return method;
      const value = Reflect.get(real, asked) as unknown;
      return typeof value === 'function' ? value.bind(real) : value;
    },
  });
}

describe('the rehearsal of the rollback', () => {
  test('proves it in a copy, and leaves the target as a staging without it does', async () => {
    await withTarget(async (target, path) => {
      const { result } = await stageInto(plan, dump, target, path, settings);
      expect(result.verdict).toBe('accepted');
      expect(result.rehearsal).toMatchObject({
        proven: true,
        collections: 0,
        documents: 0,
        drawers: { removed: result.drawers.total, restored: 0, cut: 0 },
        images: result.drawers.total,
        left: 0,
        differing: [],
        different: 0,
      });
      expect((await listRuns(target)).map(({ id, state }) => [id, state])).toEqual([['run-1', 'done']]);
      const rehearsed = await holdings(target);
      await withTarget(async (other, otherPath) => {
        await stageInto(plan, dump, other, otherPath, { ...settings, rehearsal: false });
        expect(rehearsed).toEqual(await holdings(other));
      });
    });
  });

  test('begins with what the target holds already', async () => {
    await withTarget(async (target, path) => {
      const { collection } = plan.target;
      const document = serialize({ _id: 'theirs', user_id: 'theirs', note: 1 });
      await target.write([{ kind: 'insert', collection, id: 'theirs', document }]);
      await stageInto(plan, dump, target, path, {
        ...settings,
        parameters: { DUAL_WRITE_START_AT: '2024-12-20T00:00:00Z' },
        rehearsal: false,
      });
      const before = (await holdings(target)) as Record<string, { documents: string[] }>;
      const held = Object.values(before).reduce((sum, { documents }) => sum + documents.length, 0);
      const { result } = await stageInto(plan, dump, target, path, { ...settings, run: 'run-2' });
      expect(result.drawers.changed).toBeGreaterThan(0);
      expect(result.rehearsal).toMatchObject({
        proven: true,
        collections: 3,
        documents: held,
        drawers: { removed: result.drawers.inserted, restored: result.drawers.changed, cut: 0 },
      });
    });
  });

  test('takes back all of a run that was interrupted before it', async () => {
    await withTarget(async (target, path) => {
      let passed = 0;
      setFailpointHandler((point) => {
        if (point === 'drawers.written' && ++passed === 3) throw new Error('killed');
      });
      const killed = stageInto(plan, dump, target, path, { ...settings, rehearsal: false });
      await expect(killed).rejects.toThrow('killed');
      setFailpointHandler(undefined);
      const { result } = await stageInto(plan, dump, target, path, { ...settings, run: 'run-2' });
      expect(result.run).toBe('run-1');
      expect(result.rehearsal).toMatchObject({
        proven: true,
        drawers: { removed: result.drawers.total, restored: 0, cut: 0 },
      });
    });
  });

  test('rejects the staging when something is not as before, and says where', async () => {
    await withTarget(async (target, path) => {
      const { collection } = plan.target;
      let kept = '';
      const forgetful = altered(target, 'scratch', async (): Promise<ScratchStore> => {
        const copy = await target.scratch();
        return altered(copy, 'write', async (operations, lease) => {
          const some = operations.filter((one) => {
            const lost =
              one.kind === 'remove' && one.collection === collection && (kept || one.id) === one.id;
            if (lost) kept = String(one.id);
            return !lost;
          });
          const results = await copy.write(some, lease);
          return operations.map((one) => results[some.indexOf(one)] ?? 'written');
        });
      });
      const { result } = await stageInto(plan, dump, forgetful, path, settings);
      expect(result.rehearsal).toMatchObject({ proven: false, differing: [collection] });
      expect(result.verdict).toBe('rejected');
      expect(result.causes.map(({ code }) => code)).toEqual(['rehearsal.failed']);
      expect(result.causes[0]?.message).toContain(collection);
    });
  });
});
