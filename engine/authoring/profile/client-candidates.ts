import { compareText } from '../../bson/index.ts';
import type { ClientCandidate } from './facts.ts';
import { IdIndex, type IdSet } from './id-sets.ts';
import { soundsLikeClient } from './path-names.ts';

/** Candidates that are told. */
const told = 5;

/**
 * Groups of paths that name the same things, the one in most collections first: those are most likely the clients. Paths
 * whose names say so count twice.
 * A path belongs to the group of another when at least half of its ids are among the other's.
 */
export function clientCandidates(sets: readonly IdSet[]): readonly ClientCandidate[] {
  const groups = sets.map((anchor): IdSet[] => [anchor]);
  const index = new IdIndex(sets);
  for (const member of sets) {
    for (const [at, { compared, found }] of index.overlaps(member).entries()) {
      if (sets[at] !== member && found > 0 && found * 2 >= compared) groups[at]!.push(member);
    }
  }
  const candidates = sets.map((anchor, at) => candidateOf(anchor, groups[at]!));
  return candidates
    .filter(({ paths, path }) => paths.length > 1 || soundsLikeClient(path))
    .sort(byLikelihood)
    .filter((candidate, at, all) => !all.slice(0, at).some((better) => within(candidate, better)))
    .slice(0, told);
}

/** Whether all paths of a group are in another. */
function within(group: ClientCandidate, other: ClientCandidate): boolean {
  return group.paths.every(({ collection, path }) =>
    other.paths.some((one) => one.collection === collection && one.path === path),
  );
}

/** One path per collection: the anchor in its own, elsewhere the one that sounds most like a client. */
function candidateOf(anchor: IdSet, group: readonly IdSet[]): ClientCandidate {
  const best = new Map<string, IdSet>();
  for (const set of [...group].sort(byName)) {
    if (set.collection !== anchor.collection && !best.has(set.collection)) best.set(set.collection, set);
  }
  best.set(anchor.collection, anchor);
  const paths = [...best.values()].sort((a, b) => compareText(a.collection, b.collection));
  return {
    collection: anchor.collection,
    path: anchor.path,
    paths: paths.map(({ collection, path }) => ({ collection, path })),
    documents: paths.reduce((sum, { documents }) => sum + documents, 0),
  };
}

function byName(a: IdSet, b: IdSet): number {
  return (
    Number(soundsLikeClient(b.path)) - Number(soundsLikeClient(a.path)) ||
    b.documents - a.documents ||
    depth(a) - depth(b) ||
    compareText(a.path, b.path)
  );
}

function byLikelihood(a: ClientCandidate, b: ClientCandidate): number {
  return (
    weight(b) - weight(a) ||
    likely(b) - likely(a) ||
    Number(b.path === '_id') - Number(a.path === '_id') ||
    b.documents - a.documents ||
    compareText(a.collection, b.collection) ||
    compareText(a.path, b.path)
  );
}

/** Collections of the group, those whose path sounds like a client counted twice. */
function weight(group: ClientCandidate): number {
  return group.paths.length + likely(group);
}

function likely({ paths }: ClientCandidate): number {
  return paths.filter(({ path }) => soundsLikeClient(path)).length;
}

function depth({ path }: IdSet): number {
  return path.split('.').length;
}
