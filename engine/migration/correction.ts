import type { BsonValue, PlainDocument } from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import type { Lease, LeaseHolder, Operation, TargetStore } from '../stores/index.ts';
import { digestOfBytes } from './bytes-digest.ts';
import { failpoint } from './failpoint.ts';
import { GONE, Ledger, type LedgerOperation, ledgerOf } from './ledger.ts';
import { wholePartition } from './route.ts';
import { underRunLease } from './run-lease.ts';
import {
  begunRun,
  findUnfinished,
  listRuns,
  type RunIdentity,
  type RunRecord,
  recordRun,
  runIdentity,
} from './run-record.ts';
import { settle } from './settle.ts';

/** One drawer that is to be changed by somebody's decision. */
export interface Correction {
  readonly id: BsonValue;
  readonly before: Uint8Array;
  /** Undefined takes the drawer away. */
  readonly after: Uint8Array | undefined;
}

/** A run that corrects drawers, beside those that migrate (I72): in the ledger, and taken back like any other. */
export interface CorrectionRequest {
  readonly plan: Plan;
  readonly target: TargetStore;
  readonly parameters: RunIdentity['parameters'];
  /** What is corrected; with the contract the identity of the run, so that an interrupted one goes on. */
  readonly subject: string;
  /** Id and start for a run that is not the continuation of another. */
  readonly fresh: { readonly id: string; readonly now: Date };
  readonly facts: PlainDocument;
  readonly holder: LeaseHolder;
  /** What is to be changed, as it is now; nothing when there is nothing to do. */
  readonly decide: () => Promise<readonly Correction[]>;
}

/** What became of it: the drawers that changed under its hands are not corrected. */
export interface CorrectionResult {
  readonly run: RunRecord;
  readonly corrected: number;
  readonly conflicts: number;
}

/** Writes corrections as one bulk: ledger first, each drawer guarded by what was read. Throws `store.locked`. */
export function correct(request: CorrectionRequest): Promise<CorrectionResult> {
  const { target, holder } = request;
  return underRunLease(target, wholePartition, holder, (lease) => correctUnder(lease, request));
}

async function correctUnder(lease: Lease, request: CorrectionRequest): Promise<CorrectionResult> {
  const { plan, target, parameters, subject, fresh, facts } = request;
  const { collection } = plan.target;
  const identity = runIdentity(plan, parameters, subject, wholePartition);
  const unfinished = await findUnfinished(target, identity);
  const begun = { ...(unfinished ?? fresh), identity };
  const run = begunRun(plan, await listRuns(target), begun, undefined);
  let [sequence, corrected] = [0, 0];
  if (unfinished !== undefined) {
    for await (const record of ledgerOf(target, run.id)) {
      sequence = Math.max(sequence, record.sequence + 1);
      if (record.state === 'intent') await settle(target, undefined, collection, record, lease);
    }
    for await (const { operations } of ledgerOf(target, run.id)) corrected += operations.length;
  }
  const corrections = await request.decide();
  await recordRun(target, run, facts, lease);
  const operations = corrections.map(({ id, before, after }): LedgerOperation => {
    const kind = after === undefined ? 'remove' : 'replace';
    return { collection, id, kind, before, after: after === undefined ? GONE : digestOfBytes(after) };
  });
  const lost = new Set<string>();
  if (operations.length > 0) {
    const settled = await new Ledger(target, run, lease, sequence).intend({
      operations,
      companions: [],
      links: [],
    });
    failpoint('ledger.intended');
    const results = await target.write(
      corrections.map((one) => writeOf(collection, one)),
      lease,
    );
    for (const [at, result] of results.entries())
      if (result === 'conflict') lost.add(String(corrections[at]?.id));
    failpoint('drawers.written');
    await target.write([...settled({ drawers: lost, links: new Set() })], lease);
  }
  failpoint('run.finishing');
  const done: RunRecord = { ...run, state: 'done' };
  corrected += operations.length - lost.size;
  const ended = { finished_at: new Date(), counts: { drawers_corrected: corrected } };
  await recordRun(target, done, { ...facts, ...ended }, lease);
  return { run: done, corrected, conflicts: lost.size };
}

function writeOf(collection: string, { id, before, after }: Correction): Operation {
  return after === undefined
    ? { kind: 'remove', collection, id, expect: before }
    : { kind: 'replace', collection, id, document: after, expect: before };
}
