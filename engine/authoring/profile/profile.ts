import { compareText } from '../../bson/index.ts';
import { type Contract, compilePlan, lookUp, parsePath } from '../../contract/index.ts';
import { type Counted, countAll, type ProfiledStore, type ProfileObserver } from './census.ts';
import { clientCandidates } from './client-candidates.ts';
import { readerAt, readerOf } from './client-reader.ts';
import { datingPath } from './dating.ts';
import type { ClientCandidate, CollectionProfile, Profile } from './facts.ts';
import { idPaths, isAddress } from './id-paths.ts';
import { type IdSet, idSet } from './id-sets.ts';
import { keysOf } from './keys.ts';
import { defaultLimits, type ProfileLimits } from './limits.ts';
import { allLinks } from './links.ts';
import { pathProfile } from './path-profile.ts';
import { idSetsOf, type Reading, type Related, relateAll } from './relations.ts';
import { remarksOf } from './remarks.ts';

/** What to profile. */
export interface ProfileRequest {
  readonly stores: readonly ProfiledStore[];
  /** Says where collections name their client and what their schemas declare; without one that is guessed. */
  readonly contract?: Contract;
  /** Shows values as they are, whoever they tell of. */
  readonly showValues: boolean;
  readonly limits?: ProfileLimits;
  readonly observer?: ProfileObserver;
}

/**
 * The census of stores (design §4): what documents look like, whose they are, and how they hang together. Every
 * collection is read twice, in memory that the limits bound. The same documents give the same profile, whatever the
 * order in which a store gives them.
 * @throws StoreFailure
 */
export async function profile(request: ProfileRequest): Promise<Profile> {
  const limits = request.limits ?? defaultLimits;
  const observer = request.observer ?? { pass: () => {}, progress: () => {} };
  const stores = [...request.stores].sort((a, b) => compareText(a.name, b.name));
  const counted = await countAll(stores, limits, observer);
  const candidates = clientCandidates(counted.flatMap(firstSets));
  const readings = request.contract ? readingsOf(request.contract, counted) : guessed(candidates, counted);
  const { related, clients } = await relateAll(counted, readings, limits, observer);
  const sets = related.flatMap(idSetsOf);
  const links = allLinks(sets);
  const { contract, showValues } = request;
  const basis = contract === undefined ? 'guess' : 'contract';
  const told = {
    collections: related.map((one) => collectionProfile(one, contract, showValues)),
    clients: readings.size === 0 ? null : clients.facts(basis),
    links,
    keys: keysOf(related, links),
  };
  return {
    command: 'profile',
    stores: stores.map(({ name, store }) => ({ name, kind: store.kind, label: store.label })),
    contract: contract === undefined ? null : { name: contract.name, version: contract.version },
    values_shown: showValues,
    limits,
    remarks: remarksOf(told),
    ...told,
    client_candidates: candidates,
    notices: stores.flatMap(({ store }) =>
      store.notices.map(({ code, message, place }) => ({ code, message, place })),
    ),
  };
}

/** Sets of ids after the first pass, of paths outside of lists. */
function firstSets({ name, census }: Counted): readonly IdSet[] {
  const place = (path: string) => ({ collection: name, path, documents: census.documents });
  return [
    idSet(place('_id'), census.ids, ({ key }) => key),
    ...idPaths(census)
      .filter((path) => !path.listed && parsePath(path.path) !== undefined && !isAddress(path))
      .map(({ path, values }) => idSet(place(path), values, ({ facts }) => facts.id)),
  ];
}

function readingsOf(contract: Contract, counted: readonly Counted[]): ReadonlyMap<string, Reading> {
  const { sources } = compilePlan(contract);
  const readings = new Map<string, Reading>();
  for (const { name, collection } of counted) {
    const source = sources.find((candidate) => candidate.collection === collection);
    if (source !== undefined) readings.set(name, { path: source.client.text, read: readerOf(source) });
  }
  return readings;
}

/** The paths of the likeliest candidate; a collection that has none of its ids all the same if it has a path of that name. */
function guessed(
  [best]: readonly ClientCandidate[],
  counted: readonly Counted[],
): ReadonlyMap<string, Reading> {
  const readings = new Map<string, Reading>();
  if (best === undefined) return readings;
  const usual = best.paths.map(({ path }) => path).filter((path) => path !== '_id')[0];
  for (const { name, census } of counted) {
    const own = best.paths.find(({ collection }) => collection === name)?.path;
    const path = own ?? census.paths.all().find((one) => one.path === usual)?.path;
    if (path !== undefined) readings.set(name, { path, read: readerAt(path) });
  }
  return readings;
}

function collectionProfile(
  { name, collection, from, census, client, holders }: Related,
  contract: Contract | undefined,
  showValues: boolean,
): CollectionProfile {
  const source = contract?.sources.find((candidate) => candidate.collection === collection);
  const paths = census.paths.all();
  const declared = (path: string): boolean | null => {
    if (source === undefined) return null;
    const names = parsePath(path.replaceAll('[]', '').replaceAll('*', '`*`'));
    return names === undefined || path === '_id' || lookUp(source.schema.json, names).kind !== 'unknown';
  };
  return {
    name,
    store: from.name,
    collection,
    documents: census.documents,
    bytes: census.sizes.total,
    size: census.sizes.range(),
    unsound: [...census.unsound]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => compareText(a.code, b.code)),
    client:
      client === undefined
        ? null
        : { path: client.path, basis: contract === undefined ? 'guess' : 'contract' },
    date: source?.dates[0]?.text ?? datingPath(paths, census.documents),
    truncated_paths: census.paths.left(),
    paths: paths.map((path) =>
      pathProfile(path, {
        shows: (key) => showValues || holders.common(path.path, key),
        declared: declared(path.path),
      }),
    ),
  };
}
