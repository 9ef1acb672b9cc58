import type { Plan } from '../contract/index.ts';
import type { Operation, TargetStore } from '../stores/index.ts';
import { digestOfBytes } from './bytes-digest.ts';
import type { Decision } from './decision.ts';
import { documentKey } from './image.ts';
import type { Beside, Companion, LedgerOperation, LinkPatch } from './ledger.ts';
import { changedFields, hasRoom, linkId, linkRecord } from './links.ts';
import { records } from './records.ts';

/**
 * What is written of one client all or none: its drawer, and beside it the image and links that say what is in it. A
 * drawer without its image would pass for somebody else's.
 */
export function unitOf(
  plan: Plan,
  { stored, difference }: Decision,
  companions: readonly Companion[],
): readonly Operation[] {
  const { drawer, outcome } = difference;
  const unit = outcome.drawerId;
  const operations = companions.map((one) =>
    one.collection === records.images ? asGuarded(one) : asPut(one),
  );
  if (drawer !== undefined) {
    const { collection } = plan.target;
    const place = { collection, id: unit, document: drawer.bytes, before: stored.drawer?.bytes };
    operations.unshift(asGuarded(place));
  }
  return operations.map((operation) => ({ ...operation, unit }));
}

/** The drawer of a unit as the ledger remembers it. */
export function drawerEntry(
  plan: Plan,
  { stored, difference, beside }: Decision,
): readonly LedgerOperation[] {
  const { drawer, outcome } = difference;
  if (drawer === undefined) return [];
  const { collection } = plan.target;
  const after = beside.after ?? digestOfBytes(drawer.bytes);
  return [{ collection, id: outcome.drawerId, kind: drawer.kind, before: stored.drawer?.bytes, after }];
}

/** What goes beside the drawers of some clients, by the drawer: images, and links unless they are written `live`. */
export async function besideDrawers(
  target: TargetStore,
  decisions: readonly Decision[],
  { fresh, live }: { readonly fresh: boolean; readonly live: boolean },
): Promise<ReadonlyMap<Beside, readonly Companion[]>> {
  const links = live ? [] : await linkCompanions(target, fresh, decisions);
  const found = new Map(decisions.map((one): [Beside, Companion[]] => [one.beside, imageCompanion(one)]));
  for (const one of links) if (one.beside !== undefined) found.get(one.beside)?.push(one);
  return found;
}

function imageCompanion({ difference, beside, imageBytes: before }: Decision): Companion[] {
  const { image } = difference;
  if (image === undefined) return [];
  return [{ beside, collection: records.images, id: beside.drawer, document: image.bytes, before }];
}

/** Links as records of the target, for a source that is only read. */
async function linkCompanions(
  target: TargetStore,
  fresh: boolean,
  decisions: readonly Decision[],
): Promise<readonly Companion[]> {
  const collection = records.links;
  const wanted = decisions.flatMap((decision) =>
    decision.difference.links.flatMap((document) => {
      if (document.link === undefined) return [];
      const id = linkId(document.source.collection, document.id);
      return [{ beside: decision.beside, collection, id, document: linkRecord(document, document.link) }];
    }),
  );
  const ids = wanted.map(({ id }) => id);
  const before = fresh || ids.length === 0 ? [] : await target.read(collection, ids);
  return wanted.map((companion, at) => ({ ...companion, before: before[at] }));
}

/**
 * Links onto the legacy documents themselves: the fields that a document does not hold yet. `noRoom` hears of one that
 * would make its document larger than MongoDB takes; it is left out.
 */
export function linkPatches(
  { documents, difference, beside }: Decision,
  noRoom: (link: LinkPatch) => void = () => undefined,
): readonly LinkPatch[] {
  if (difference.outcome.drawer === undefined) return [];
  const bytes = new Map(documents.map((one) => [documentKey(one.source.name, one.id), one.whole]));
  return difference.outcome.documents.flatMap((document): readonly LinkPatch[] => {
    const legacy = bytes.get(documentKey(document.source.name, document.id));
    if (document.link === undefined || document.fate === 'quarantined' || legacy === undefined) return [];
    const { fields, before } = changedFields(legacy, document.link);
    if (Object.keys(fields).length === 0) return [];
    const { collection } = document.source;
    const link = { beside, collection, id: document.id, fields, before };
    if (hasRoom(legacy, fields)) return [link];
    noRoom(link);
    return [];
  });
}

function asGuarded({ collection, id, document, before }: Omit<Companion, 'beside'>): Operation {
  return before === undefined
    ? { kind: 'insert', collection, id, document }
    : { kind: 'replace', collection, id, document, expect: before };
}

/** A companion as it is written where nothing guards it. */
export function asPut({ collection, id, document }: Omit<Companion, 'beside'>): Operation {
  return { kind: 'put', collection, id, document };
}
