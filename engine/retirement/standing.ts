import type { SourceStore } from '../stores/index.ts';
import type { RetiredCollection, Retirement } from './record.ts';
import { RetirementRefused } from './refused.ts';

/** Where each collection of a retirement is now, by the names that a database has. */
export interface Standing {
  /** Under the old name alone. */
  readonly old: readonly RetiredCollection[];
  /** Under the new name alone. */
  readonly renamed: readonly RetiredCollection[];
}

/** The names of all collections of a store. */
export async function namesIn(store: SourceStore): Promise<ReadonlySet<string>> {
  return new Set((await store.collections()).map(({ name }) => name));
}

/**
 * Where the collections are. Throws {@link RetirementRefused} where an old name has come back beside the new one, or
 * one that was not there appeared, because somebody still writes to it; and where neither name is there.
 */
export async function standingOf(retirement: Retirement, store: SourceStore): Promise<Standing> {
  const names = await namesIn(store);
  const { collections, absent } = retirement;
  const back = collections.filter(({ from, to }) => names.has(from) && names.has(to)).map(({ from }) => from);
  const late = [...back, ...absent.filter((name) => names.has(name))];
  if (late.length > 0) throw await cameBack(late, store);
  const lost = collections.find(({ from, to }) => !names.has(from) && !names.has(to));
  if (lost !== undefined)
    throw new RetirementRefused(
      'retirement.missing',
      `neither ${lost.from} nor ${lost.to} is in ${store.label}`,
      'see who has renamed or dropped it; a backup has its documents',
    );
  return {
    old: collections.filter(({ from }) => names.has(from)),
    renamed: collections.filter(({ to }) => names.has(to)),
  };
}

async function cameBack(names: readonly string[], store: SourceStore): Promise<RetirementRefused> {
  const told: string[] = [];
  for (const name of names) {
    const scan = store.scan(name);
    for await (const _ of scan);
    told.push(`${name} (${scan.summary().documents} documents)`);
  }
  return new RetirementRefused(
    'retirement.came_back',
    `somebody has written to a retired name again: ${told.join(', ')}`,
    'stop whoever writes there, move these documents to where they belong, and drop the collection of the old name',
  );
}
