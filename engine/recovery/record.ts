import { BsonDocument, type BsonValue, encode, fieldsIn } from '../bson/index.ts';
import { records } from '../migration/index.ts';
import type { TargetStore } from '../stores/index.ts';

/**
 * How far a return to a backup is: the backup is being restored beside what is there, the names are being exchanged,
 * what gave way is being dropped, all is done.
 */
export type ReturnState = 'restoring' | 'swapping' | 'dropping' | 'done';

/** What happens to one name. */
export interface Exchange {
  readonly name: string;
  /** True when the backup has it: it is restored beside. */
  readonly restored: boolean;
  /** What gives way, as it was confirmed. */
  readonly gives: { readonly documents: number; readonly content: string };
}

/** A return to a backup: one record for a run, kept as history. */
export interface ReturnRecord {
  readonly run: string;
  readonly state: ReturnState;
  /** Digest of the backup's manifest. */
  readonly manifest: string;
  /** Place of the database that is put back. */
  readonly place: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | undefined;
  readonly exchanges: readonly Exchange[];
  /** Collections that were not dropped, because something was written to them after the confirmation. */
  readonly kept: readonly string[];
}

const kind = 'return';

/** The returns of this database, in no order. */
export async function listReturns(target: TargetStore, place: string): Promise<readonly ReturnRecord[]> {
  const found: ReturnRecord[] = [];
  for await (const batch of target.list(records.events)) {
    for (const bytes of batch) {
      const document = new BsonDocument(bytes);
      if (document.get('kind') === kind) found.push(decode(document));
    }
  }
  return found.filter((one) => one.place === place);
}

/** Writes the record of a return. */
export async function saveReturn(target: TargetStore, record: ReturnRecord): Promise<void> {
  const { run, state, manifest, place, startedAt, finishedAt, exchanges, kept } = record;
  const id = idOf(run);
  const document = encode({
    _id: id,
    kind,
    run,
    state,
    manifest,
    place,
    started_at: startedAt,
    ...(finishedAt === undefined ? {} : { finished_at: finishedAt }),
    exchanges: exchanges.map(({ name, restored, gives }) => ({ name, restored, gives: { ...gives } })),
    kept: [...kept],
  });
  await target.write([{ kind: 'put', collection: records.events, id, document }]);
}

/** Takes the record of a return away that was given up before anything was exchanged. */
export async function forgetReturn(target: TargetStore, run: string): Promise<void> {
  const id = idOf(run);
  const [expect] = await target.read(records.events, [id]);
  if (expect !== undefined) await target.write([{ kind: 'remove', collection: records.events, id, expect }]);
}

function idOf(run: string): string {
  return `${kind}/${run}`;
}

function decode(document: BsonDocument): ReturnRecord {
  const fields = document.fields();
  return {
    run: String(fields.run),
    state: String(fields.state) as ReturnState,
    manifest: String(fields.manifest),
    place: String(fields.place),
    startedAt: fields.started_at instanceof Date ? fields.started_at : new Date(0),
    finishedAt: fields.finished_at instanceof Date ? fields.finished_at : undefined,
    exchanges: listOf(fields.exchanges).map((one) => {
      const { name, restored, gives } = fieldsIn(one);
      const { documents, content } = fieldsIn(gives);
      return {
        name: String(name),
        restored: restored === true,
        gives: { documents: Number(documents), content: String(content) },
      };
    }),
    kept: listOf(fields.kept).map(String),
  };
}

function listOf(value: BsonValue | undefined): readonly BsonValue[] {
  return Array.isArray(value) ? value : [];
}
