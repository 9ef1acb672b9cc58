import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Document, serialize } from 'bson';
import { BsonDocument, canonicalJson, type PlainDocument } from '../../engine/bson/index.ts';
import { compilePlan, type Plan } from '../../engine/contract/index.ts';
import { createDump, openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { type Edit, readLibrary } from '../contract/library.ts';
import { type Staged, type StageSettings, scratch, stageInto } from '../rehearsal/staging.ts';

export const CUTOFF = '2025-01-01T00:00:00Z';

/** Documents by collection. */
export type World = Readonly<Record<string, readonly (Document | Uint8Array)[]>>;

/** The plan of the made-up library contract, with edits to its files. */
export function libraryPlan(edits: Readonly<Record<string, Edit>> = {}): Plan {
  const { contract, findings } = readLibrary(edits);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (contract === undefined || errors.length > 0) throw new Error(JSON.stringify(errors, null, 1));
  return compilePlan(contract);
}

/** An instant of 2024. */
export function day(month: number, date = 1): Date {
  return new Date(Date.UTC(2024, month - 1, date, 10));
}

/** One embedded target, into which worlds are staged one after the other. */
export interface Bench {
  readonly target: TargetStore;
  stage(plan: Plan, world: World, settings?: Partial<StageSettings>, target?: TargetStore): Promise<Staged>;
  /** The drawers as the bson package would read them, by `_id`. */
  drawers(plan: Plan): Promise<Readonly<Record<string, string>>>;
  /** Puts a drawer by another hand. */
  put(plan: Plan, id: string, drawer: Document): Promise<void>;
  drawer(plan: Plan, id: string): Promise<PlainDocument | undefined>;
}

export async function withBench<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
  const { path, done } = await scratch();
  const target = await openEmbedded(join(path, 'target'), { create: true });
  let runs = 0;
  const bench: Bench = {
    target,
    async stage(plan, world, settings = {}, into = target) {
      const dump = join(path, `dump-${++runs}`, 'library');
      await writeDump(dump, world);
      const parameters = { CUTOFF, ...settings.parameters };
      return stageInto(plan, dump, into, path, { run: `run-${runs}`, ...settings, parameters });
    },
    async drawers(plan) {
      const found: Record<string, string> = {};
      for await (const batch of target.list(plan.target.collection)) {
        for (const bytes of batch) {
          const drawer = new BsonDocument(bytes);
          const text = canonicalJson(drawer);
          found[String(drawer.get('_id'))] = text.replace(
            /"updated_at":\{"\$date":\{[^}]*\}\}/,
            '"updated_at":0',
          );
        }
      }
      return found;
    },
    async put(plan, id, drawer) {
      const { collection } = plan.target;
      await target.write([{ kind: 'put', collection, id, document: serialize(drawer) }]);
    },
    async drawer(plan, id) {
      const [bytes] = await target.read(plan.target.collection, [id]);
      return bytes === undefined ? undefined : new BsonDocument(bytes).fields();
    },
  };
  try {
    return await work(bench);
  } finally {
    await target.close();
    await done();
  }
}

async function writeDump(folder: string, world: World): Promise<void> {
  await mkdir(join(folder, '..'), { recursive: true });
  const writer = await createDump(folder, { gzip: false });
  for (const [name, documents] of Object.entries(world)) {
    const collection = await writer.collection({ name });
    await collection.write(documents.map((one) => (one instanceof Uint8Array ? one : serialize(one))));
    await collection.close();
  }
  await writer.finish();
}

/** What became of each document: `source/id` → disposition and reason. */
export function fates({ accounts }: Staged): Readonly<Record<string, string>> {
  return Object.fromEntries(
    accounts.map(({ source, id, disposition, fault }) => [
      `${source}/${id}`,
      fault === undefined ? disposition : `${disposition} ${fault.code}`,
    ]),
  );
}
