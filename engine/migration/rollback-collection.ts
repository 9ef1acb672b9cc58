import type { TargetStore } from '../stores/index.ts';

/**
 * Takes away a collection that a run made, if nobody has put anything into it. It is set aside under another name
 * first: what is written in the meantime makes a new collection and is not lost with this one.
 */
export async function dropUnused(target: TargetStore, collection: string): Promise<void> {
  const aside = `${collection}.rolled_back`;
  const names = new Set((await target.collections()).map(({ name }) => name));
  if (!names.has(aside)) {
    if (!names.has(collection) || (await target.count(collection)) > 0) return;
    await target.rename(collection, aside);
  }
  if ((await target.count(aside)) === 0) await target.drop(aside);
  else await target.rename(aside, collection);
}
