import type { DocumentFate } from './subject.ts';

/** What became of idempotency keys: the same document under another key is new to what was migrated before. */
export interface KeyDrift {
  same: number;
  /** Keys that no document had. */
  fresh: number;
  /** Keys that no document has any more. */
  lost: number;
  /** Keys under which documents land together that had keys of their own. */
  merged: number;
  /** Keys whose documents have keys of their own now. */
  split: number;
}

/** Counts in what the keys of some documents differ; documents are named by source and id. */
export function countKeyDrift(
  before: readonly DocumentFate[],
  after: readonly DocumentFate[],
  drift: KeyDrift,
): void {
  const [old, now] = [byKey(before), byKey(after)];
  for (const [key, documents] of now) {
    if (old.has(key)) drift.same += 1;
    else drift.fresh += 1;
    if (apartIn(documents, old)) drift.merged += 1;
  }
  for (const [key, documents] of old) {
    if (!now.has(key)) drift.lost += 1;
    if (apartIn(documents, now)) drift.split += 1;
  }
}

function byKey(fates: readonly DocumentFate[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { source, id, keys } of fates) {
    for (const key of keys) {
      const documents = found.get(key) ?? new Set();
      documents.add(`${source}\u0000${id}`);
      found.set(key, documents);
    }
  }
  return found;
}

/** Whether documents that share a key here have different ones there. */
function apartIn(documents: ReadonlySet<string>, keys: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  if (documents.size < 2) return false;
  const holding = [...keys.values()].filter((others) => [...documents].some((each) => others.has(each)));
  return holding.length > 1;
}
