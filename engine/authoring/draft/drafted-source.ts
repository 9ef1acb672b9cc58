import type { ClientsOf, CollectionProfile } from '../profile/index.ts';
import { type PlaceNode, pathTree } from './path-tree.ts';

/** A collection that becomes a source of a drafted contract, by names that a contract may use. */
export interface DraftedSource {
  readonly name: string;
  readonly mapping: string;
  readonly file: string;
  readonly step: string;
  readonly profile: CollectionProfile;
  readonly clients: ClientsOf;
  /** The path that dates its documents, where at least nine of ten have a date there that the engine can read. */
  readonly date: string | null;
  readonly fields: ReadonlyMap<string, PlaceNode>;
  /** Whether a client has one of them, so that it is no list in the drawer. */
  readonly single: boolean;
  /** The drawer's name for the logical id of an element. */
  readonly key: string;
}

/** The sources of a draft: the collections whose documents name their client, the clients' own collection first. */
export function draftedSources(
  collections: readonly CollectionProfile[],
  clients: readonly ClientsOf[],
): readonly DraftedSource[] {
  const taken = new Set<string>(['client_id', '_id']);
  return clients
    .filter(({ documents }) => documents > 0)
    .map((own) => ({ own, profile: collections.find(({ name }) => name === own.collection)! }))
    .sort((a, b) => Number(b.own.path === '_id') - Number(a.own.path === '_id'))
    .map(({ own, profile }, at) => {
      const name = free(profile.collection.replace(/[^A-Za-z0-9_-]/g, '_'), taken);
      const fields = pathTree(profile.paths);
      const step = String(at + 1).padStart(2, '0');
      return {
        name,
        mapping: name,
        file: `mappings/${step}-${name}.yaml`,
        step,
        profile,
        clients: own,
        date: readableDate(profile),
        fields,
        single: own.path === '_id',
        key: free('legacy_id', new Set(fields.keys())),
      };
    });
}

function readableDate({ date, documents, paths }: CollectionProfile): string | null {
  if (date === null || !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(date)) return null;
  const path = paths.find((one) => one.path === date);
  const dates = path?.types.find(({ type }) => type === 'date')?.count ?? 0;
  const texts = path?.text?.forms.find(({ form }) => form === 'date_time_zone')?.count ?? 0;
  return (dates + texts) * 10 >= documents * 9 ? date : null;
}

/** The name, or one like it that is not taken yet; begins with a letter. */
function free(wanted: string, taken: Set<string>): string {
  const base = /^[A-Za-z]/.test(wanted) ? wanted : `c_${wanted}`;
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
  taken.add(name);
  return name;
}

/** Fields that move into the drawer as they are: all that a drawer may have, but `_id`. */
export function movedFields({ fields }: DraftedSource): readonly (readonly [string, PlaceNode])[] {
  return [...fields].filter(([name]) => name !== '_id' && isDrawerName(name));
}

/** Fields that stay: no drawer may have a field of that name. */
export function stayingFields({ fields }: DraftedSource): readonly string[] {
  return [...fields.keys()].filter((name) => name !== '_id' && !isDrawerName(name));
}

function isDrawerName(name: string): boolean {
  return !/[.$`]|^$/.test(name) && !['__proto__', 'constructor', 'prototype'].includes(name);
}
