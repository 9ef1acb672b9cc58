import { inspect } from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import type { TargetStore } from '../stores/index.ts';
import type { DossierDocument } from '../transform/index.ts';
import type { ClientIndexes } from './client-index.ts';
import type { Gathered } from './dossiers.ts';
import { documentKey, type Image } from './image.ts';
import { identify, type Received, receive } from './intake.ts';

/** Where legacy documents are read again by their ids: a source that others write to meanwhile. */
export type LiveSource = Pick<TargetStore, 'read'>;

/** A legacy document by its source and `_id`. */
export type Named = Pick<DossierDocument, 'source' | 'id'>;

/** Reads documents as they are now, in the order asked; undefined for one that is gone. */
export async function readAgain(
  plan: Plan,
  live: LiveSource,
  named: readonly Named[],
  now: Date,
  indexes: ClientIndexes,
): Promise<readonly (Received | undefined)[]> {
  const found = new Map<Named, Received>();
  for (const [index, source] of plan.sources.entries()) {
    const some = named.filter((one) => one.source === source);
    if (some.length === 0) continue;
    const stored = await live.read(
      source.collection,
      some.map(({ id }) => id),
    );
    for (const [at, one] of some.entries()) {
      const bytes = stored[at];
      if (bytes === undefined) continue;
      const { faults } = inspect(bytes);
      found.set(one, receive(source, index, { bytes, faults }, now, indexes));
    }
  }
  return named.map((one) => found.get(one));
}

/** The documents that an image names and that are not among these. */
export function unseen(plan: Plan, documents: readonly Named[], image: Image | undefined): readonly Named[] {
  if (image === undefined) return [];
  const seen = new Set(documents.map(({ source, id }) => documentKey(source.name, id)));
  return [...image.documents].flatMap(([key, { source: name, id }]) => {
    const source = plan.sources.find((one) => one.name === name);
    return source === undefined || seen.has(key) ? [] : [{ source, id }];
  });
}

/** A client's documents with those that were read again in place of what was known of them. */
export function refreshed(
  plan: Plan,
  { client, documents }: Gathered,
  arrivals: readonly (Received | undefined)[],
): Gathered {
  const all = new Map(documents.map((one) => [documentKey(one.source.name, one.id), one]));
  for (const arrival of arrivals) {
    if (arrival?.client !== client) continue;
    const document = documentOf(plan, arrival);
    if (document !== undefined) all.set(documentKey(document.source.name, document.id), document);
  }
  return { client, documents: [...all.values()] };
}

/** An arrival of a client as a document of its dossier. */
export function documentOf(plan: Plan, { source: at, bytes, taken }: Received): DossierDocument | undefined {
  const source = plan.sources[at];
  if (source === undefined || taken === undefined) return undefined;
  const { id, text } = identify(bytes);
  return { source, ...taken, id, idText: text, landedBefore: false, ours: false, conflicting: false };
}
