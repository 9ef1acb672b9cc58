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

/**
 * What is about to be done to the drawers of a bulk and could not be told any more once it was done: kept beforehand,
 * so that a rollback that was interrupted says the same in the end.
 */
export interface Pending {
  /** Number of the bulk's first record. */
  readonly bulk: number;
  /** Drawers that are cut back to what others wrote. */
  readonly cut: readonly string[];
  /** Places in them that are left. */
  readonly left: readonly Left[];
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
  /** Of the bulk that is in work. */
  readonly pending: Pending | undefined;
}

/** So many places are kept in the record of the run. */
const LEFT_KEPT = 10_000;

/** What the record of a run says of its rollback, undefined when none has begun. */
export async function readProgress(target: TargetStore, run: string): Promise<Progress | undefined> {
  const [bytes] = await target.read(records.runs, [run]);
  const value = bytes === undefined ? undefined : new BsonDocument(bytes).get('rollback');
  if (value === undefined || !isDocument(value)) return undefined;
  const fields = fieldsOf(value);
  const { next, removed, restored, cut, links, images, left, pending } = fields;
  return {
    next: Number(next),
    removed: Number(removed),
    restored: Number(restored),
    cut: Number(cut),
    links: Number(links),
    images: Number(images),
    left: decodeLeft(left),
    pending: pending !== undefined && isDocument(pending) ? decodePending(fieldsOf(pending)) : undefined,
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
  const { left, pending, ...counts } = progress;
  const rollback: DraftDocument = {
    ...counts,
    left_places: left.length,
    left: left.slice(0, LEFT_KEPT).map(encodeLeft),
    ...(pending === undefined
      ? {}
      : { pending: { ...pending, cut: [...pending.cut], left: pending.left.map(encodeLeft) } }),
    ...facts,
  };
  const document = patchFields(bytes, { state, rollback });
  await target.write([{ kind: 'put', collection: records.runs, id: run, document }], lease);
}

function encodeLeft({ drawer, path, key }: Left): DraftDocument {
  return key === undefined ? { drawer, path } : { drawer, path, key };
}

function decodeLeft(value: BsonValue | undefined): readonly Left[] {
  const entries = Array.isArray(value) ? value.filter(isDocument).map((one) => fieldsOf(one)) : [];
  return entries.map(({ drawer, path, key }) => ({
    drawer: String(drawer),
    path: String(path),
    key: key === undefined ? undefined : String(key),
  }));
}

function decodePending({ bulk, cut, left }: Readonly<Record<string, BsonValue>>): Pending {
  return { bulk: Number(bulk), cut: Array.isArray(cut) ? cut.map(String) : [], left: decodeLeft(left) };
}
