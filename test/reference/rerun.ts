import { type Collection, collections } from './document.ts';
import { encode } from './encode.ts';
import { extendedJson } from './extended-json.ts';
import { type Dataset, type Link, type Migration, migrate } from './migrate.ts';
import { decode } from './value.ts';

/** What the world looks like after a complete run: links on the legacy plans, drawers in the target. */
export interface AfterRun {
  readonly documents: Dataset;
  readonly target: readonly Uint8Array[];
  readonly first: Migration;
}

/** Runs the reference once and writes its result down, as input for a second run. */
export function afterRun(documents: Dataset, cutoff: string): AfterRun {
  const first = migrate(documents, cutoff);
  const linked = Object.fromEntries(
    collections.map((collection) => [collection, withLinks(collection, documents[collection], first.links)]),
  ) as unknown as Dataset;
  return { documents: linked, target: first.drawerBytes, first };
}

function withLinks(
  collection: Collection,
  documents: readonly Uint8Array[],
  links: readonly Link[],
): Uint8Array[] {
  const byId = new Map(links.filter((link) => link.collection === collection).map((link) => [link.id, link]));
  return documents.map((bytes) => {
    const fields = decode(bytes);
    const id = fields.get('_id');
    const link = id === undefined ? undefined : byId.get(extendedJson(id, false));
    if (link === undefined) return bytes;
    fields.set('snapshot_id', { type: 'string', value: link.snapshot_id });
    fields.set('client_drawer_id', { type: 'string', value: link.client_drawer_id });
    return encode(fields);
  });
}
