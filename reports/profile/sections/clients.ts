import type { Profile } from '../../../engine/authoring/index.ts';
import { formatCount } from '../../format/index.ts';
import { distinctText } from '../numbers.ts';
import type { ProfileTexts } from '../texts/index.ts';

/** *Clientes*: how many there are, where, and which are where others are not. */
export interface ClientSection {
  readonly basis: string;
  readonly total: string;
  readonly rows: readonly ClientRow[];
  readonly several: boolean;
  /** The columns of the matrix stand for its rows by number. */
  readonly columns: readonly { readonly number: string }[];
  readonly matrix: readonly {
    readonly number: string;
    readonly name: string;
    readonly cells: readonly { readonly clients: string }[];
  }[];
  readonly sized: boolean;
  readonly sizes: {
    readonly min: string;
    readonly median: string;
    readonly p95: string;
    readonly max: string;
    readonly over: string;
  };
}

export interface ClientRow {
  readonly collection: string;
  readonly path: string;
  readonly clients: string;
  readonly documents: string;
  readonly missing: string;
  readonly invalid: string;
  readonly one: string;
  readonly two: string;
  readonly more: string;
  readonly most: string;
  readonly spellings: string;
}

/** The section; nothing when no client was found. */
export function clientSection({ clients }: Profile, texts: ProfileTexts): ClientSection {
  if (clients === null) return { ...nobody, basis: texts.none };
  const { collections, orphans, bytes } = clients;
  const without = (name: string, other: string) =>
    orphans.find((orphan) => orphan.in === name && orphan.not_in === other)?.clients ?? 0;
  return {
    basis: texts.bases[clients.basis],
    total: distinctText(clients.total, texts),
    rows: collections.map((one) => ({
      collection: one.collection,
      path: one.path,
      clients: distinctText(one.clients, texts),
      documents: formatCount(one.documents),
      missing: formatCount(one.missing),
      invalid: formatCount(one.invalid),
      one: formatCount(one.with_one),
      two: formatCount(one.with_two),
      more: formatCount(one.with_more),
      most: formatCount(one.most),
      spellings: one.spellings
        .map(({ spelling, count }) => `${texts.spellings[spelling] ?? spelling} ${formatCount(count)}`)
        .join(' · '),
    })),
    several: collections.length > 1,
    columns: collections.map((_, at) => ({ number: String(at + 1) })),
    matrix: collections.map(({ collection }, at) => ({
      number: String(at + 1),
      name: collection,
      cells: collections.map((other) => ({
        clients:
          other.collection === collection ? texts.none : formatCount(without(collection, other.collection)),
      })),
    })),
    sized: bytes !== null,
    sizes: {
      min: formatCount(bytes?.min ?? 0),
      median: formatCount(bytes?.median ?? 0),
      p95: formatCount(bytes?.p95 ?? 0),
      max: formatCount(bytes?.max ?? 0),
      over: formatCount(bytes?.over_limit ?? 0),
    },
  };
}

const nobody: Omit<ClientSection, 'basis'> = {
  total: '0',
  rows: [],
  several: false,
  columns: [],
  matrix: [],
  sized: false,
  sizes: { min: '0', median: '0', p95: '0', max: '0', over: '0' },
};

export interface CandidateRow {
  readonly name: string;
  readonly paths: string;
  readonly collections: string;
  readonly documents: string;
}

/** Groups of paths that could name the clients, the likeliest first. */
export function candidateRows({ client_candidates }: Profile): readonly CandidateRow[] {
  return client_candidates.map(({ collection, path, paths, documents }) => ({
    name: `${collection}.${path}`,
    paths: paths.map((one) => `${one.collection}.${one.path}`).join(' · '),
    collections: formatCount(paths.length),
    documents: formatCount(documents),
  }));
}
