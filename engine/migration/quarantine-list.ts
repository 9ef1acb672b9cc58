import { BsonDocument, type BsonValue, canonicalJson, fieldsOf, isDocument } from '../bson/index.ts';
import { formatPlace, type Plan, type RulePlan } from '../contract/index.ts';
import type { TargetStore } from '../stores/index.ts';
import { dataCodes } from '../transform/index.ts';
import { records } from './records.ts';
import { listRuns } from './run-record.ts';

/** A document that was set aside, as it is told to the people who repair the data. */
export interface QuarantineEntry {
  /** Name of the record: source and `_id`. */
  readonly id: string;
  readonly source: string;
  readonly collection: string;
  /** The `_id` of the document as text. */
  readonly document: string;
  readonly client: string | undefined;
  readonly code: string;
  /** The place in the contract that set it aside: `file:line:column`. */
  readonly where: string | undefined;
  /** More about the cause; it may quote the document. */
  readonly detail: string | undefined;
  /** What the contract says of the rule, else what the code means. */
  readonly note: string | undefined;
  /** What to do about it, where the contract says so. */
  readonly fix: string | undefined;
  /** The run that set it aside, and when that run began. */
  readonly run: string;
  readonly at: Date;
  /** The run with which it left quarantine. */
  readonly released: { readonly run: string; readonly at: Date } | undefined;
}

/** Which entries are meant; what is not given does not matter. */
export interface QuarantineFilter {
  readonly code?: string;
  /** Name of a source, or of its collection. */
  readonly collection?: string;
}

/** The documents that are or were set aside in a target, in the order of their names. Notes and fixes are the plan's. */
export async function* listQuarantine(
  plan: Plan,
  target: TargetStore,
  filter: QuarantineFilter = {},
): AsyncGenerator<QuarantineEntry> {
  const { code, collection } = filter;
  for await (const batch of target.list(records.quarantine)) {
    for (const bytes of batch) {
      const entry = entryOf(plan, bytes);
      if (code !== undefined && entry.code !== code) continue;
      if (collection !== undefined && entry.source !== collection && entry.collection !== collection)
        continue;
      yield entry;
    }
  }
}

/** A record of a document that waits in quarantine, without what its contract says of it. */
export interface WaitingRecord {
  readonly id: string;
  readonly source: string;
  /** The `_id` of the document as text. */
  readonly document: string;
  readonly code: string;
}

/** The documents that wait. Those that left with a run which has not come to its end are for that run to tell. */
export async function* waitingRecords(target: TargetStore): AsyncGenerator<WaitingRecord> {
  const runs = (await listRuns(target)).filter(({ state }) => state === 'running');
  const unfinished = new Set(runs.map(({ id }) => id));
  for await (const batch of target.list(records.quarantine)) {
    for (const bytes of batch) {
      const { _id, source, id, code, released } = new BsonDocument(bytes).peekFields();
      const run = releaseOf(released)?.run;
      if (run !== undefined && !unfinished.has(run)) continue;
      yield { id: String(_id), source: String(source), document: String(id), code: String(code) };
    }
  }
}

/** A record of quarantine with the bytes that are stored. */
export interface QuarantineRecord {
  readonly entry: QuarantineEntry;
  /** The document as it was read, byte for byte. */
  readonly bytes: Uint8Array;
}

/**
 * The record of this name, or the one whose hashed name (`mask`, with or without its `#`) it is; `undefined` where
 * there is none.
 */
export async function findQuarantined(
  plan: Plan,
  target: TargetStore,
  name: string,
  mask: (source: string, document: string) => string,
): Promise<QuarantineRecord | undefined> {
  const [stored] = await target.read(records.quarantine, [name]);
  if (stored !== undefined) return recordOf(plan, stored);
  const hashed = /^#?([0-9a-f]{12})$/.exec(name);
  if (hashed === null) return undefined;
  for await (const batch of target.list(records.quarantine)) {
    for (const bytes of batch) {
      const { source, document } = entryOf(plan, bytes);
      if (mask(source, document) === `#${hashed[1]}`) return recordOf(plan, bytes);
    }
  }
  return undefined;
}

/** The document of a record as canonical extended JSON; undefined where its content is too damaged for that. */
export function quarantinedText({ bytes }: QuarantineRecord): string | undefined {
  try {
    return canonicalJson(new BsonDocument(bytes));
  } catch {
    return undefined;
  }
}

function recordOf(plan: Plan, stored: Uint8Array): QuarantineRecord {
  const document = new BsonDocument(stored).get('document');
  const bytes = document instanceof BsonDocument ? document.bytes : new Uint8Array();
  return { entry: entryOf(plan, stored), bytes };
}

function entryOf(plan: Plan, stored: Uint8Array): QuarantineEntry {
  const fields = new BsonDocument(stored).peekFields();
  const source = String(fields.source);
  const code = String(fields.code);
  const where = textOf(fields.where);
  const rule = ruleOf(plan, source, code, where);
  return {
    id: String(fields._id),
    source,
    collection: plan.sources.find(({ name }) => name === source)?.collection ?? source,
    document: String(fields.id),
    client: textOf(fields.client),
    code,
    where,
    detail: textOf(fields.detail),
    note: rule?.note ?? dataCodes.find((one) => one.code === code)?.meaning,
    fix: rule?.fix,
    run: String(fields.run),
    at: instantOf(fields.at),
    released: releaseOf(fields.released),
  };
}

/** The rule that set a document aside: the one at its place, else (another version wrote it) the one with its code. */
function ruleOf(plan: Plan, source: string, code: string, where: string | undefined): RulePlan | undefined {
  const mapping = plan.mappings.find(({ sources }) => sources.some(({ name }) => name === source));
  const rules = mapping?.refuse.filter((rule) => rule.code === code) ?? [];
  return rules.find(({ place }) => formatPlace(place) === where) ?? rules[0];
}

function releaseOf(value: BsonValue | undefined): QuarantineEntry['released'] {
  if (value === undefined || !isDocument(value)) return undefined;
  const { run, at } = fieldsOf(value);
  return { run: String(run), at: instantOf(at) };
}

function textOf(value: BsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function instantOf(value: BsonValue | undefined): Date {
  return value instanceof Date ? value : new Date(0);
}
