import { BsonDocument, type BsonValue, encode, fieldsIn } from '../bson/index.ts';
import { records } from '../migration/index.ts';
import type { Lease, TargetStore } from '../stores/index.ts';
import type { Gate } from './gates.ts';
import { RETURN_DAYS } from './names.ts';

/**
 * How far a retirement is: its collections are being renamed, are renamed, are being brought back, are back, are being
 * dropped, are dropped.
 */
export type RetirementState = 'renaming' | 'renamed' | 'returning' | 'returned' | 'dropping' | 'dropped';

/** One collection of a retirement. */
export interface RetiredCollection {
  readonly from: string;
  readonly to: string;
  /** Documents in it when it was renamed; before that, when it was looked at. */
  readonly documents: number;
}

/** Something that was done, in its order; kept for the history. */
export interface RetirementEvent {
  readonly at: Date;
  readonly what: 'begun' | 'renamed' | 'finished' | 'returned' | 'dropped';
  readonly collection: string | undefined;
}

/** The retirement of a contract's collections: one record in `migration_events`, whatever became of it. */
export interface Retirement {
  /** The run that began it. */
  readonly run: string;
  readonly state: RetirementState;
  readonly startedAt: Date;
  /** When the last collection was renamed. */
  readonly finishedAt: Date | undefined;
  /** Place of the database, without credentials. */
  readonly source: string;
  readonly contract: { readonly name: string; readonly version: string; readonly mapping: string };
  readonly environment: string;
  /** `YYYYMMDD`, fixed when it began. */
  readonly suffix: string;
  readonly collections: readonly RetiredCollection[];
  /** Collections that the contract retires and that were not there. */
  readonly absent: readonly string[];
  /** How the gates stood when it was begun. */
  readonly gates: readonly Gate[];
  readonly events: readonly RetirementEvent[];
}

/** Until when the collections can be brought back; from then on they can be dropped. Undefined until all are renamed. */
export function returnableUntil({ finishedAt }: Retirement): Date | undefined {
  return finishedAt === undefined ? undefined : new Date(finishedAt.getTime() + RETURN_DAYS * 86_400_000);
}

/** All retirements that a target has recorded, oldest first. */
export async function listRetirements(target: TargetStore): Promise<readonly Retirement[]> {
  const found: Retirement[] = [];
  for await (const batch of target.list(records.events)) {
    for (const bytes of batch) {
      const document = new BsonDocument(bytes);
      if (document.get('kind') === 'retirement') found.push(decode(document));
    }
  }
  return found.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.run < b.run ? -1 : 1));
}

/** The last retirement of this database; also one that knows its place by another name but has its collections. */
export async function lastRetirement(
  target: TargetStore,
  source: string,
  names: ReadonlySet<string>,
): Promise<Retirement | undefined> {
  const all = await listRetirements(target);
  return all.findLast((one) => one.source === source || one.collections.some(({ to }) => names.has(to)));
}

/** Writes the record of a retirement. */
export async function saveRetirement(
  target: TargetStore,
  lease: Lease,
  retirement: Retirement,
): Promise<void> {
  const { run, state, startedAt, finishedAt, source, contract, environment, suffix } = retirement;
  const id = `retirement/${run}`;
  const document = encode({
    _id: id,
    kind: 'retirement',
    run,
    state,
    started_at: startedAt,
    ...(finishedAt === undefined ? {} : { finished_at: finishedAt }),
    source,
    contract: { ...contract },
    environment,
    suffix,
    collections: retirement.collections.map((one) => ({ ...one })),
    absent: [...retirement.absent],
    gates: retirement.gates.map((one) => ({ ...one })),
    events: retirement.events.map(({ at, what, collection }) => ({
      at,
      what,
      ...(collection === undefined ? {} : { collection }),
    })),
  });
  await target.write([{ kind: 'put', collection: records.events, id, document }], lease);
}

function decode(document: BsonDocument): Retirement {
  const fields = document.fields();
  const contract = fieldsIn(fields.contract);
  return {
    run: String(fields.run),
    state: String(fields.state) as RetirementState,
    startedAt: instant(fields.started_at) ?? new Date(0),
    finishedAt: instant(fields.finished_at),
    source: String(fields.source),
    contract: {
      name: String(contract.name),
      version: String(contract.version),
      mapping: String(contract.mapping),
    },
    environment: String(fields.environment),
    suffix: String(fields.suffix),
    collections: listOf(fields.collections).map((one) => {
      const { from, to, documents } = fieldsIn(one);
      return { from: String(from), to: String(to), documents: Number(documents) };
    }),
    absent: listOf(fields.absent).map(String),
    gates: listOf(fields.gates).map((one) => {
      const { gate, met, found } = fieldsIn(one);
      return { gate: String(gate) as Gate['gate'], met: met === true, found: String(found) };
    }),
    events: listOf(fields.events).map((one) => {
      const { at, what, collection } = fieldsIn(one);
      return {
        at: instant(at) ?? new Date(0),
        what: String(what) as RetirementEvent['what'],
        collection: collection === undefined ? undefined : String(collection),
      };
    }),
  };
}

function instant(value: BsonValue | undefined): Date | undefined {
  return value instanceof Date ? value : undefined;
}

function listOf(value: BsonValue | undefined): readonly BsonValue[] {
  return Array.isArray(value) ? value : [];
}
