import { compareText } from '../../bson/index.ts';
import type { LinkProfile } from './facts.ts';
import { IdIndex, type IdSet } from './id-sets.ts';

/** Ids of so few digits are in many collections by chance: almost all must be found. */
const small = /^[+-]?\d{1,6}$/;

/**
 * Paths whose values are ids of another collection, also with something before or behind the id. Ids are those in
 * `_id`, and unique ones beside it that are not themselves ids of another collection.
 */
export function allLinks(sets: readonly IdSet[]): readonly LinkProfile[] {
  const main = sets.filter(({ path }) => path === '_id');
  const first = linksBetween(sets, main);
  const borrowed = new Set(first.filter(isStrong).map(({ collection, path }) => `${collection}\n${path}`));
  const own = sets.filter((set) => isOwn(set) && !borrowed.has(`${set.collection}\n${set.path}`));
  const rest = linksBetween(
    sets.filter((set) => !borrowed.has(`${set.collection}\n${set.path}`)),
    own,
  ).filter((link, _, all) => !all.some((other) => isMirror(link, other) && larger(link, other)));
  return [...first, ...rest].sort(byPlace);
}

/** Whether a link holds for at least half of the ids. */
export function isStrong({ compared, found }: LinkProfile): boolean {
  return found * 2 >= compared;
}

/** Unique in nine of ten documents, outside of lists. */
function isOwn({ path, documents, distinct }: IdSet): boolean {
  return path !== '_id' && !path.includes('[]') && documents > 1 && distinct.count * 10 >= documents * 9;
}

function isMirror(a: LinkProfile, b: LinkProfile): boolean {
  return a.collection === b.to && a.path === b.to_path && a.to === b.collection && a.to_path === b.path;
}

/** Of two links that mirror each other the one from fewer ids to more is told. */
function larger(a: LinkProfile, b: LinkProfile): boolean {
  return (
    a.distinct.count > b.distinct.count ||
    (a.distinct.count === b.distinct.count && compareText(a.collection, b.collection) > 0)
  );
}

function linksBetween(from: readonly IdSet[], to: readonly IdSet[]): readonly LinkProfile[] {
  const index = new IdIndex(to);
  return from.flatMap((set) => [...plainLinks(set, index), ...wrappedLinks(set, index)]);
}

function byPlace(a: LinkProfile, b: LinkProfile): number {
  return (
    compareText(a.collection, b.collection) ||
    compareText(a.path, b.path) ||
    b.found - a.found ||
    compareText(a.to, b.to) ||
    compareText(a.to_path, b.to_path) ||
    compareText(a.as, b.as)
  );
}

function plainLinks(set: IdSet, index: IdIndex): readonly LinkProfile[] {
  const needed = [...set.ids.keys()].every((id) => small.test(id)) ? 9 : 1;
  return index.overlaps(set).flatMap(({ compared, found }, at) => {
    const target = index.sets[at]!;
    if (samePlace(set, target) || found === 0 || found * 10 < compared * needed) return [];
    return [linkOf(set, target, '*', compared, found)];
  });
}

/** Ids inside of values that are words joined by `_`, `:` or `-`; looked up in whole sets only. */
function wrappedLinks(set: IdSet, index: IdIndex): readonly LinkProfile[] {
  const hits = new Map<string, { found: number; target: IdSet; as: string }>();
  for (const id of set.ids.keys()) {
    for (const { part, at, pattern } of partsOf(id)) {
      for (const place of index.having(part)) {
        const target = index.sets[place]!;
        if (target.bound !== Number.POSITIVE_INFINITY || small.test(part)) continue;
        const key = `${place} ${at}`;
        const hit = hits.get(key);
        if (hit === undefined) hits.set(key, { found: 1, target, as: pattern });
        else {
          hit.found += 1;
          hit.as = common(hit.as, pattern);
        }
      }
    }
  }
  return [...hits.values()]
    .filter(({ found, target }) => found * 2 >= set.ids.size && !samePlace(set, target))
    .map(({ found, target, as }) => linkOf(set, target, as, set.ids.size, found));
}

/** The parts of an id, where each stands, and the id with `*` in its place. */
function partsOf(
  id: string,
): readonly { readonly part: string; readonly at: number; readonly pattern: string }[] {
  const pieces = id.split(/([_:-])/);
  if (pieces.length < 3 || pieces.length > 13) return [];
  const ends = pieces.map((_, at) => at).filter((at) => at % 2 === 0);
  return ends.map((at) => {
    const pattern = pieces.map((piece, place) => (place === at ? '*' : piece)).join('');
    return { part: pieces[at]!, at, pattern };
  });
}

/** What two patterns share; the rest is `…`. */
function common(a: string, b: string): string {
  if (a === b) return a;
  const [left, right] = [a.split(/([_:-])/), b.split(/([_:-])/)];
  if (left.length !== right.length) return '…*…';
  return left.map((piece, at) => (piece === right[at] ? piece : '…')).join('');
}

function linkOf(set: IdSet, target: IdSet, as: string, compared: number, found: number): LinkProfile {
  const { collection, path, distinct } = set;
  return { collection, path, to: target.collection, to_path: target.path, as, distinct, compared, found };
}

function samePlace(a: IdSet, b: IdSet): boolean {
  return a.collection === b.collection && a.path === b.path;
}
