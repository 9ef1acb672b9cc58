import { createHash } from 'node:crypto';
import { BsonDocument, type BsonValue, canonicalJson, fieldsIn } from '../bson/index.ts';
import {
  type Gathering,
  listRuns,
  migrate,
  type Progress,
  prepareTarget,
  type RunRecord,
  records,
  rollback,
  type ScannedStore,
  wholePartition,
} from '../migration/index.ts';
import type { CollectionInfo, Operation, ScratchStore, TargetStore } from '../stores/index.ts';
import type { RehearsalResult } from './result.ts';
import type { StageRequest } from './stage.ts';

/** What a rollback keeps and adds to: the product's own history, which is not compared. */
const history: ReadonlySet<string> = new Set([
  records.runs,
  records.ledger,
  records.quarantine,
  records.environment,
]);

/** Documents in one write of the copy, and bytes that end it earlier. */
const BATCH = 500;
const BATCH_BYTES = 8 * 1024 * 1024;

/** What a store holds, by collection: count and content of its documents, options and indexes. */
type Holdings = ReadonlyMap<string, { readonly documents: number; readonly text: string }>;

/** A copy of the target as it is before the migration: the rehearsal of the rollback happens there. */
export async function copyForRehearsal(target: TargetStore, progress: Progress): Promise<ScratchStore> {
  const copy = await target.scratch();
  try {
    for (const info of (await target.collections()).filter(isPlain)) {
      await copy.ensure(info.name, info.indexes ?? [], info.options);
      let done = 0;
      let batch: Operation[] = [];
      let bytes = 0;
      const flush = async (): Promise<void> => {
        await copy.write(batch);
        done += batch.length;
        progress(info.name, done, undefined);
        batch = [];
        bytes = 0;
      };
      for await (const documents of target.scan(info.name)) {
        for (const { bytes: document } of documents) {
          batch.push({ kind: 'put', collection: info.name, id: idOf(document), document });
          bytes += document.length;
          if (batch.length >= BATCH || bytes >= BATCH_BYTES) await flush();
        }
      }
      if (batch.length > 0) await flush();
    }
    return copy;
  } catch (error) {
    await copy.discard();
    throw error;
  }
}

/**
 * The rehearsal of the rollback (design §9, R126) in a copy of the target from before the migration: migrates,
 * takes the run back, proves that every collection is as it was (documents to the byte, options, indexes), migrates
 * again and compares the drawers with those of the target.
 */
export async function rehearse(
  copy: TargetStore,
  { plan, target, legacy, parameters, partition, batch, workers, holder, engine }: StageRequest,
  {
    run,
    scanned,
    gathering,
  }: {
    readonly run: RunRecord;
    readonly scanned: ScannedStore;
    readonly gathering: Gathering;
  },
  progress: Progress,
): Promise<RehearsalResult> {
  const started = performance.now();
  const links = legacy === undefined ? {} : { legacy: copy };
  const takeBack = (id: string) =>
    rollback({ run: id, target: copy, legacy: links.legacy, holder, now: run.now });
  const forward = async (id: string): Promise<string> => {
    const { created } = await prepareTarget(plan, copy);
    const done = await migrate({
      plan,
      target: copy,
      ...links,
      parameters,
      scanned,
      gathering,
      partition: partition ?? wholePartition,
      batch,
      workers,
      fresh: { id, now: run.now },
      created,
      facts: { environment: 'staging', engine: { ...engine } },
      holder,
      progress,
    });
    return done.run.id;
  };
  // What an interrupted run had done already belongs to what is taken back.
  const resumed = (await listRuns(copy)).find(({ id, state }) => id === run.id && state === 'running');
  if (resumed !== undefined) await takeBack(resumed.id);
  const before = await holdingsOf(copy);
  const back = await takeBack(await forward(`${run.id}-rehearsal`));
  const differing = differences(before, await holdingsOf(copy));
  await forward(`${run.id}-again`);
  const different = await differentDocuments(plan.target.collection, copy, target);
  const proven = differing.length === 0 && back.left.length === 0 && different === 0;
  return {
    proven,
    collections: before.size,
    documents: [...before.values()].reduce((sum, { documents }) => sum + documents, 0),
    drawers: back.drawers,
    links: back.links,
    images: back.images,
    left: back.left.length,
    differing,
    different,
    rollback_seconds: back.seconds,
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

/** Views, capped and time series collections are nothing that a migration writes to. */
function isPlain({ options }: CollectionInfo): boolean {
  const fields = fieldsIn(options);
  return ['viewOn', 'timeseries', 'capped'].every(
    (name) => fields[name] === undefined || fields[name] === false,
  );
}

function idOf(document: Uint8Array): BsonValue {
  return new BsonDocument(document).get('_id') ?? null;
}

async function holdingsOf(store: TargetStore): Promise<Holdings> {
  const found = new Map<string, { readonly documents: number; readonly text: string }>();
  for (const { name, options, indexes } of await store.collections()) {
    if (history.has(name)) continue;
    const hash = createHash('sha256');
    let documents = 0;
    for await (const batch of store.list(name)) {
      documents += batch.length;
      for (const bytes of batch) hash.update(bytes);
    }
    // Records of the product's own that hold nothing say nothing.
    if (documents === 0 && (name === records.images || name === records.links)) continue;
    const shown = [options ?? null, ...(indexes ?? [])].map((one) => canonicalJson(one));
    found.set(name, { documents, text: `${documents} ${hash.digest('hex')} ${shown.join(' ')}` });
  }
  return found;
}

function differences(before: Holdings, after: Holdings): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name)?.text !== after.get(name)?.text).sort();
}

/** How many documents of a collection are not the same in two stores, to the byte. */
async function differentDocuments(collection: string, a: TargetStore, b: TargetStore): Promise<number> {
  const others = documentsOf(b, collection);
  let other = await others.next();
  let different = 0;
  for await (const document of documentsOf(a, collection)) {
    if (other.done === true || Buffer.compare(document, other.value) !== 0) different++;
    if (other.done !== true) other = await others.next();
  }
  while (other.done !== true) {
    different++;
    other = await others.next();
  }
  return different;
}

async function* documentsOf(store: TargetStore, collection: string): AsyncGenerator<Uint8Array> {
  for await (const batch of store.list(collection)) yield* batch;
}
