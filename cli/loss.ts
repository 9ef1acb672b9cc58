import type { CollectionLoss } from '../engine/backup/index.ts';

/** What a collection would lose, as a line. */
export function lossLine({ name, backup, now, added, changed, missing, ours }: CollectionLoss): string {
  const before = backup === null ? 'not in the backup' : `${backup} in the backup`;
  const own = ours === 0 ? '' : `; the run wrote to ${ours} of them`;
  const back = missing === 0 ? '' : `; ${missing} come back`;
  return `  ${name}: ${before}, ${now} now: loses ${added} new and ${changed} changed${own}${back}`;
}
