import {
  BsonDocument,
  type BsonValue,
  type DraftDocument,
  fieldsOf,
  isDocument,
  patchFields,
} from '../bson/index.ts';
import type { Lease, TargetStore } from '../stores/index.ts';
import { records } from './records.ts';
import type { RunState } from './run-record.ts';

/** A place of ours that others have overwritten: left as it is. */
export interface Left {
  readonly drawer: string;
  /** Dotted path in the drawer, or collection and field of a legacy document. */
  readonly path: string;
  /** Logical id of the element, or `_id` of the legacy document. */
  readonly key: string | undefined;
}

/** How far a rollback is. */
export interface Progress {
  /** Number of the ledger record to go on with; everything above it is undone. */
  readonly next: number;
  readonly removed: number;
  readonly restored: number;
  readonly cut: number;
  readonly links: number;
  readonly images: number;
  readonly left: readonly Left[];
}

/** So many places are kept in the record of the run. */
const LEFT_KEPT = 10_000;

/** What the record of a run says of its rollback, undefined when none has begun. */
export async function readProgress(target: TargetStore, run: string): Promise<Progress | undefined> {
  const [bytes] = await target.read(records.runs, [run]);
  const value = bytes === undefined ? undefined : new BsonDocument(bytes).get('rollback');
  if (value === undefined || !isDocument(value)) return undefined;
  const fields = fieldsOf(value);
  const { next, removed, restored, cut, links, images, left } = fields;
  return {
    next: Number(next),
    removed: Number(removed),
    restored: Number(restored),
    cut: Number(cut),
    links: Number(links),
    images: Number(images),
    left: Array.isArray(left) ? left.filter(isDocument).map((one) => decodeLeft(fieldsOf(one))) : [],
  };
}

/** Writes into the record of a run how far its rollback is; `facts` are added to it. */
export async function recordProgress(
  target: TargetStore,
  run: string,
  state: RunState,
  progress: Progress,
  facts: DraftDocument,
  lease: Lease,
): Promise<void> {
  const [bytes] = await target.read(records.runs, [run]);
  if (bytes === undefined) throw new Error(`the record of the run ${run} is gone`);
  const { left, ...counts } = progress;
  const rollback: DraftDocument = {
    ...counts,
    left_places: left.length,
    left: left.slice(0, LEFT_KEPT).map(encodeLeft),
    ...facts,
  };
  const document = patchFields(bytes, { state, rollback });
  await target.write([{ kind: 'put', collection: records.runs, id: run, document }], lease);
}

function encodeLeft({ drawer, path, key }: Left): DraftDocument {
  return key === undefined ? { drawer, path } : { drawer, path, key };
}

function decodeLeft({ drawer, path, key }: Readonly<Record<string, BsonValue>>): Left {
  return { drawer: String(drawer), path: String(path), key: key === undefined ? undefined : String(key) };
}
