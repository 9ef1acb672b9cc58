import type { QuarantineEntry } from '../engine/migration/index.ts';
import type { ShowId } from '../engine/rehearsal/index.ts';
import { csvRow } from './csv.ts';

/** A document that was set aside, as commands show it: ids hashed, or as they are together with the detail. */
export interface ShownEntry {
  readonly id: string;
  readonly collection: string;
  readonly document: string;
  readonly client: string | null;
  readonly code: string;
  readonly where: string | null;
  readonly note: string | null;
  readonly fix: string | null;
  /** It may quote the document, so it goes with the ids. */
  readonly detail: string | null;
  readonly run: string;
  readonly at: string;
  readonly state: 'waiting' | 'released';
  readonly released_by: string | null;
  readonly released_at: string | null;
}

/** An entry as it may be shown. */
export function shownEntry(entry: QuarantineEntry, show: ShowId, ids: boolean): ShownEntry {
  const { id, source, collection, document, client, code, where, note, fix, detail, run, at } = entry;
  return {
    id: ids ? id : show(source, document),
    collection,
    document: show(source, document),
    client: client === undefined ? null : show('client', client),
    code,
    where: where ?? null,
    note: note ?? null,
    fix: fix ?? null,
    detail: ids ? (detail ?? null) : null,
    run,
    at: at.toISOString(),
    state: entry.released === undefined ? 'waiting' : 'released',
    released_by: entry.released?.run ?? null,
    released_at: entry.released?.at.toISOString() ?? null,
  };
}

const columns = [
  'id',
  'collection',
  'document',
  'client',
  'code',
  'where',
  'note',
  'fix',
  'detail',
  'run',
  'at',
  'state',
  'released_by',
  'released_at',
] as const satisfies readonly (keyof ShownEntry)[];

/** The first row of the CSV. */
export const csvHead = csvRow(columns);

/** An entry as a row of the CSV. */
export function csvOf(entry: ShownEntry): string {
  return csvRow(columns.map((column) => entry[column] ?? ''));
}

/** An entry on one line. */
export function lineOf({ id, collection, code, where, state }: ShownEntry): string {
  return [id, collection, code, where ?? '', state === 'released' ? 'released' : '']
    .filter((text) => text !== '')
    .join('  ');
}

/** An entry with everything that is known of it. */
export function pageOf(entry: ShownEntry): string {
  const shown = columns.flatMap((column) => {
    const value = entry[column];
    return value === null ? [] : [`${`${column}:`.padEnd(13)}${value}`];
  });
  return shown.join('\n');
}
