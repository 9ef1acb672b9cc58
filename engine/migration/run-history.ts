import { BsonDocument, type BsonValue, fieldsIn } from '../bson/index.ts';
import type { TargetStore } from '../stores/index.ts';
import { pathIn } from './image.ts';
import { ledgerOf } from './ledger.ts';
import { records } from './records.ts';

/** A migration as a target remembers it; it names no client and no document. */
export interface RunHistory {
  readonly run: string;
  readonly state: string;
  readonly startedAt: Date;
  /** Undefined while it is not finished, or where that was not recorded. */
  readonly finishedAt: Date | undefined;
  readonly environment: string | undefined;
  readonly engine: string | undefined;
  readonly contract: string;
  readonly version: string;
  readonly mapping: string;
  readonly parameters: Readonly<Record<string, BsonValue>>;
  /** The place of a database without credentials, else the digest of what was read. */
  readonly source: string;
  readonly partition: { readonly index: number; readonly count: number };
  /** By which path it landed documents, and what it was bound to; empty where nothing. */
  readonly path: string;
  readonly bounds: string;
  /** Figures by name, where the run recorded some. */
  readonly counts: Readonly<Record<string, BsonValue>> | undefined;
}

/** A bulk of writes as the ledger has it, in numbers. */
export interface BulkHistory {
  readonly sequence: number;
  readonly state: string;
  readonly inserted: number;
  readonly replaced: number;
  /** Legacy documents that were given links. */
  readonly links: number;
}

/** What one run has done, in numbers. */
export interface RunDetail {
  readonly bulks: readonly BulkHistory[];
  /** Documents it set aside, and those it let out again. */
  readonly quarantined: number;
  readonly released: number;
}

/** All migrations that a target has recorded, oldest first. */
export async function runHistory(target: TargetStore): Promise<readonly RunHistory[]> {
  const found: RunHistory[] = [];
  for await (const batch of target.list(records.runs)) found.push(...batch.map(historyOf));
  return found.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.run < b.run ? -1 : 1));
}

/** What a run has done, from its ledger and from quarantine. */
export async function runDetail(target: TargetStore, run: string): Promise<RunDetail> {
  const bulks: BulkHistory[] = [];
  for await (const { sequence, state, operations, links } of ledgerOf(target, run)) {
    const inserted = operations.filter(({ kind }) => kind === 'insert').length;
    bulks.push({ sequence, state, inserted, replaced: operations.length - inserted, links: links.length });
  }
  bulks.sort((a, b) => a.sequence - b.sequence);
  let quarantined = 0;
  let released = 0;
  for await (const batch of target.list(records.quarantine)) {
    for (const bytes of batch) {
      const document = new BsonDocument(bytes);
      if (document.get('run') === run) quarantined++;
      if (fieldsIn(document.get('released')).run === run) released++;
    }
  }
  return { bulks, quarantined, released };
}

function historyOf(bytes: Uint8Array): RunHistory {
  const fields = new BsonDocument(bytes).fields();
  const contract = fieldsIn(fields.contract);
  const partition = fieldsIn(fields.partition);
  const engine = fieldsIn(fields.engine);
  return {
    run: String(fields._id),
    state: String(fields.state),
    startedAt: instant(fields.now) ?? new Date(0),
    finishedAt: instant(fields.finished_at),
    environment: typeof fields.environment === 'string' ? fields.environment : undefined,
    engine: engine.version === undefined ? undefined : `${String(engine.name)} ${String(engine.version)}`,
    contract: String(contract.name),
    version: String(contract.version),
    mapping: String(contract.mapping),
    parameters: fieldsIn(fields.parameters),
    source: String(fields.source),
    partition: { index: Number(partition.index), count: Number(partition.count) },
    path: pathIn(fields.path),
    bounds: String(fields.bounds ?? ''),
    counts: fields.counts === undefined ? undefined : fieldsIn(fields.counts),
  };
}

function instant(value: BsonValue | undefined): Date | undefined {
  return value instanceof Date ? value : undefined;
}
