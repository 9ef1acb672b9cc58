import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, ObjectId, serialize } from 'bson';
import { compilePlan, type Plan } from '../../engine/contract/index.ts';
import {
  type DeprecateRequest,
  deprecate,
  dropRetired,
  type Retired,
  retiredCollections,
  undeprecate,
} from '../../engine/retirement/index.ts';
import { currentHolder, openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { readLibrary } from '../contract/library.ts';

const { contract } = readLibrary({});
if (contract === undefined) throw new Error('the library contract is broken');

export const library = contract;
export const plan: Plan = compilePlan(contract);

/** Late in the evening: in Madrid the next day has begun. */
export const NOW = new Date('2026-03-10T23:30:00Z');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const later = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

/** An ObjectId that was made at an instant. */
export const idAt = (instant: Date): ObjectId =>
  ObjectId.createFromTime(Math.floor(instant.getTime() / 1000));

/** Old documents of each collection that the contract reads, in numbers that tell them apart. */
export const counts = { cards: 3, mostrador: 2, fines: 1, loans: 4 } as const;

/** A legacy database and a target, and what can be done to them. */
export interface Bench {
  readonly source: TargetStore;
  readonly target: TargetStore;
  put(collection: string, document: Document): Promise<void>;
  /** Documents by collection, without the product's records. */
  held(): Promise<Readonly<Record<string, number>>>;
  deprecate(change?: Partial<DeprecateRequest> & { readonly now?: Date }): Promise<Retired>;
  undeprecate(now: Date, change?: Partial<DeprecateRequest>): Promise<Retired>;
  drop(now: Date, confirmed: boolean, change?: Partial<DeprecateRequest>): Promise<Retired>;
}

/** Two empty stores for one test; `remove` takes away what they leave once they are closed. */
export interface Stores {
  readonly source: TargetStore;
  readonly target: TargetStore;
  remove(): Promise<void>;
}

async function embedded(): Promise<Stores> {
  const path = await mkdtemp(join(tmpdir(), 'drawer-retirement-'));
  const source = await openEmbedded(join(path, 'legacy'), { create: true });
  const target = await openEmbedded(join(path, 'target'), { create: true });
  return { source, target, remove: () => rm(path, { recursive: true, force: true }) };
}

export async function withBench<T>(work: (bench: Bench) => Promise<T>, open = embedded): Promise<T> {
  const { source, target, remove } = await open();
  let calls = 0;
  const holder = currentHolder('test');
  const bench: Bench = {
    source,
    target,
    async put(collection, document) {
      await source.write([{ kind: 'put', collection, id: document._id, document: serialize(document) }]);
    },
    async held() {
      const found: Record<string, number> = {};
      for (const { name } of await source.collections()) found[name] = await source.count(name);
      return found;
    },
    deprecate: ({ now = NOW, ...change } = {}) =>
      deprecate({
        plan,
        collections: retiredCollections(library),
        source,
        target,
        environment: 'staging',
        quietHours: 24,
        watchHours: 48,
        backup: undefined,
        spool: join(tmpdir(), `drawer-retirement-spool-${process.pid}`),
        run: { id: `run-${++calls}`, now },
        holder,
        ...change,
      }),
    undeprecate: (now, change = {}) => undeprecate({ source, target, now, holder, ...change }),
    drop: (now, confirmed, change = {}) => dropRetired({ source, target, now, holder, ...change }, confirmed),
  };
  try {
    for (const [collection, count] of Object.entries(counts)) {
      for (let at = 0; at < count; at++)
        await bench.put(collection, { _id: idAt(later(-(at + 2) * DAY)), member: at });
    }
    return await work(bench);
  } finally {
    await source.close();
    await target.close();
    await remove();
  }
}

/** The real store, except that the call of this number which changes something fails, before or after it is done. */
export function failing(
  store: TargetStore,
  fate: { left: number; readonly when: 'before' | 'after' },
): TargetStore {
  const changes = new Set(['write', 'rename', 'drop']);
  return new Proxy(store, {
    get(real, name) {
      const value: unknown = Reflect.get(real, name, real);
      if (typeof value !== 'function') return value;
      if (!changes.has(String(name))) return value.bind(real);
      return async (...words: readonly unknown[]) => {
        const fails = fate.left-- === 0;
        if (fails && fate.when === 'before') throw new Error('interrupted');
        const result: unknown = await value.apply(real, words);
        if (fails) throw new Error('interrupted');
        return result;
      };
    },
  });
}
