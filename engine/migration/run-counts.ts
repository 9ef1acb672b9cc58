import type { PlainDocument } from '../bson/index.ts';
import { dispositions } from './disposition.ts';
import type { Tally } from './tally.ts';

/** What the record of a finished run says in numbers (R137): documents by what became of them, and drawers. */
export function runCounts({ counts, drawers }: Tally): PlainDocument {
  const rows = [...counts.values()];
  const sums = dispositions.map((name): [string, number] => [
    name,
    rows.reduce((sum, row) => sum + row[name], 0),
  ]);
  return {
    documents: sums.reduce((sum, [, count]) => sum + count, 0),
    ...Object.fromEntries(sums),
    drawers_inserted: drawers.inserted,
    drawers_changed: drawers.changed,
    drawers_unchanged: drawers.unchanged,
  };
}
