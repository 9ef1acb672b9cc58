import { BsonDocument, canonicalJson, idKey } from '../bson/index.ts';
import {
  type CollectionInfo,
  type Lease,
  type Operation,
  type SourceStore,
  StoreFailure,
  type StoreNotice,
  type TargetStore,
} from '../stores/index.ts';
import { BackupFailure } from './failure.ts';
import type { Survey } from './survey.ts';

/** Documents and bytes of one write, whichever comes first. */
const BATCH_DOCUMENTS = 1000;
const BATCH_BYTES = 8 << 20;

type Insert = Extract<Operation, { kind: 'insert' }>;

/** What one collection is filled with, and how. */
export interface Filling {
  readonly info: CollectionInfo;
  readonly survey: Survey;
  readonly arrange: (document: Uint8Array) => Uint8Array;
  readonly lease: Lease | undefined;
  readonly progress: (done: number, total: number) => void;
}

/**
 * Makes a collection with its indexes and options, and inserts every document of the source once. Documents that
 * are there already with the same bytes are from a restore that was cut short.
 * @throws BackupFailure `restore.different` where an index cannot be made
 * @throws StoreFailure what the stores throw; `store.refused` for a document that the target does not take,
 *   `store.damaged` where the source gives other documents than it did at the survey
 */
export async function fillCollection(
  source: SourceStore,
  target: TargetStore,
  filling: Filling,
): Promise<{ readonly bytes: number; readonly notices: readonly StoreNotice[] }> {
  const { info, survey, arrange, lease } = filling;
  const notices = await prepare(target, info);
  const seen = new Set<string>();
  const total = survey.distinct.documents;
  let batch: Insert[] = [];
  let [held, bytes, done] = [0, 0, 0];
  const flush = async (): Promise<void> => {
    await insertAll(target, batch, lease);
    done += batch.length;
    filling.progress(done, total);
    [batch, held] = [[], 0];
  };
  const scan = source.scan(info.name);
  for await (const documents of scan) {
    for (const document of documents) {
      const id = new BsonDocument(document.bytes).get('_id');
      if (id === undefined || isRepeat(idKey(id), survey, seen)) continue;
      const arranged = arrange(document.bytes);
      batch.push({ kind: 'insert', collection: info.name, id, document: arranged });
      held += arranged.length;
      bytes += arranged.length;
      if (batch.length >= BATCH_DOCUMENTS || held >= BATCH_BYTES) await flush();
    }
  }
  if (batch.length > 0) await flush();
  if (scan.summary().sha256 !== survey.sha256) {
    throw new StoreFailure('store.damaged', `${info.name} has changed while it was being restored`, {
      place: source.label,
      hint: 'run the same command again once nobody writes to the source',
    });
  }
  return { bytes, notices };
}

/**
 * Makes the collection with its indexes and options. A server does that in two steps: where a restore was cut short
 * between them, the empty collection is made anew.
 */
async function prepare(target: TargetStore, info: CollectionInfo): Promise<readonly StoreNotice[]> {
  const make = () => target.ensure(info.name, info.indexes ?? [], info.options);
  const notices = await make();
  if (!notices.some(isMissing)) return notices;
  if ((await target.count(info.name)) === 0) {
    await target.drop(info.name);
    const anew = await make();
    if (!anew.some(isMissing)) return anew;
  }
  const missing = notices.filter(isMissing).map(({ message }) => message);
  throw new BackupFailure(
    'restore.different',
    `${info.name} has not all its indexes: ${missing.join(', ')}`,
    {
      place: target.label,
      hint: 'see what the server says of these indexes; drop the collection and restore again',
    },
  );
}

function isMissing({ code }: StoreNotice): boolean {
  return code === 'index.missing';
}

function isRepeat(key: string, survey: Survey, seen: Set<string>): boolean {
  if (!survey.repeated.has(key)) return false;
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}

async function insertAll(
  target: TargetStore,
  batch: readonly Insert[],
  lease: Lease | undefined,
): Promise<void> {
  const results = await target.write(batch, lease);
  const conflicts = batch.filter((_, at) => results[at] !== 'written');
  const [first] = conflicts;
  if (first === undefined) return;
  const stored = await target.read(
    first.collection,
    conflicts.map(({ id }) => id),
  );
  for (const [at, { collection, id, document }] of conflicts.entries()) {
    const there = stored[at];
    if (there !== undefined && Buffer.from(there).equals(document)) continue;
    const why = there === undefined ? 'a unique index has its values already' : 'its _id is there already';
    throw new StoreFailure('store.refused', `${collection} does not take ${canonicalJson(id)}: ${why}`, {
      place: `${target.label}#${collection}`,
      hint: 'restore into a database that nobody else writes to',
    });
  }
}
