import { BsonDocument, type BsonValue, idText } from '../bson/index.ts';
import type { Lease, TargetStore } from '../stores/index.ts';
import { type Bulk, type LedgerRecord, ledgerOf } from './ledger.ts';
import { decodeLedgerRecord } from './ledger-record.ts';
import { records } from './records.ts';
import { readProgress } from './rollback-progress.ts';
import type { RunRecord } from './run-record.ts';
import { settle } from './settle.ts';

/** What the ledger says that a run has touched. */
export interface Survey {
  /** Number of the last record, -1 when there is none. */
  readonly last: number;
  /**
   * Names of all that was written and is not taken back yet (drawers, records beside them, legacy documents), and the
   * session that wrote there first.
   */
  readonly touched: ReadonlyMap<string, number>;
  /** True when fields were written onto legacy documents. */
  readonly linked: boolean;
  /** Records whose bulk was not seen through. */
  readonly open: readonly string[];
}

/** Goes through the ledger of a run; what lies above `next` is taken back already. Reads only. */
export async function survey(
  target: TargetStore,
  run: string,
  next = Number.POSITIVE_INFINITY,
): Promise<Survey> {
  const touched = new Map<string, number>();
  const open: string[] = [];
  let last = -1;
  let linked = false;
  for await (const record of ledgerOf(target, run)) {
    last = Math.max(last, record.sequence);
    linked ||= record.links.length > 0;
    if (record.state === 'intent') open.push(record.id);
    if (record.sequence > next) continue;
    for (const name of namesIn(record))
      touched.set(name, Math.min(touched.get(name) ?? record.session, record.session));
  }
  return { last, touched, linked, open };
}

/** Tells whether a run has written to a document, whether that was taken back or not. */
export async function touchedBy(
  target: TargetStore,
  run: string,
): Promise<(collection: string, id: BsonValue) => boolean> {
  const { touched } = await survey(target, run);
  return (collection, id) => touched.has(nameOf(collection, id));
}

/** Settles the bulks that were not seen through, as the run itself would when it goes on. */
export async function settleOpen(
  target: TargetStore,
  legacy: TargetStore | undefined,
  drawers: string,
  open: readonly string[],
  lease: Lease,
): Promise<void> {
  for (const id of open) {
    const [bytes] = await target.read(records.ledger, [id]);
    if (bytes === undefined) continue;
    const record = decodeLedgerRecord(new BsonDocument(bytes).fields());
    await settle(target, legacy, drawers, record, lease);
  }
}

/** Another run that has written where this one has, after it. */
export interface Later {
  readonly run: string;
  /** Its last session that did. */
  readonly session: number;
}

/** The last of the runs that have written after this one where this one has, and that still stand. */
export async function laterRun(
  target: TargetStore,
  own: string,
  runs: readonly RunRecord[],
  touched: ReadonlyMap<string, number>,
): Promise<Later | undefined> {
  const standing = new Map<string, number>();
  for (const { id, state } of runs) {
    if (id === own || state === 'rolled_back') continue;
    const progress = state === 'rolling_back' ? await readProgress(target, id) : undefined;
    standing.set(id, progress?.next ?? Number.POSITIVE_INFINITY);
  }
  if (standing.size === 0 || touched.size === 0) return undefined;
  let found: Later | undefined;
  for await (const batch of target.list(records.ledger)) {
    for (const bytes of batch) {
      const document = new BsonDocument(bytes);
      const run = String(document.get('run'));
      const next = standing.get(run);
      const session = Number(document.get('session') ?? 0);
      if (next === undefined || Number(document.get('sequence')) > next || session <= (found?.session ?? 0))
        continue;
      const names = namesIn(decodeLedgerRecord(document.fields()));
      if (names.some((name) => (touched.get(name) ?? session) < session)) found = { run, session };
    }
  }
  return found;
}

function namesIn(record: LedgerRecord): readonly string[] {
  const taken = record.companions.filter(({ collection }) => collection !== records.quarantine);
  return [...record.operations, ...record.replaced, ...record.links, ...taken].map(({ collection, id }) =>
    nameOf(collection, id),
  );
}

function nameOf(collection: string, id: BsonValue): string {
  return `${collection}\u0000${idText(id)}`;
}

/** The bulks of a run from the last back to the first, each as a whole. `from` is the last record to begin with. */
export async function* bulksBackwards(
  target: TargetStore,
  recordIdOf: (sequence: number) => string,
  from: number,
): AsyncGenerator<LedgerRecord> {
  let gathered: LedgerRecord[] = [];
  for (let sequence = from; sequence >= 0; sequence--) {
    const [bytes] = await target.read(records.ledger, [recordIdOf(sequence)]);
    if (bytes === undefined) continue;
    const record = decodeLedgerRecord(new BsonDocument(bytes).fields());
    if (gathered[0] !== undefined && gathered[0].bulk !== record.bulk) {
      yield joined(gathered);
      gathered = [];
    }
    gathered.unshift(record);
  }
  if (gathered.length > 0) yield joined(gathered);
}

function joined(parts: readonly LedgerRecord[]): LedgerRecord {
  const [first] = parts as [LedgerRecord];
  const bulk: Bulk = {
    operations: parts.flatMap(({ operations }) => operations),
    companions: parts.flatMap(({ companions }) => companions),
    links: parts.flatMap(({ links }) => links),
  };
  return { ...first, ...bulk, replaced: parts.flatMap(({ replaced }) => replaced) };
}
