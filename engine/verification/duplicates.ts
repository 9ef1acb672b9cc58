import { BsonDocument, idText, isDocument } from '../bson/index.ts';
import type { KeyedList, Plan } from '../contract/index.ts';
import type { TargetStore } from '../stores/index.ts';
import { canonicalClient, drawerIdOf, type RunContext, valueAt } from '../transform/index.ts';

/** A logical id that stands more than once in a list of one drawer (R039). */
export interface RepeatedElement {
  readonly kind: 'element';
  readonly drawer: string;
  readonly path: string;
  readonly key: string;
  readonly times: number;
}

/** A client with more than one drawer. */
export interface RepeatedDrawer {
  readonly kind: 'drawer';
  readonly client: string;
  /** The client's own drawer first, where it is there. */
  readonly drawers: readonly string[];
  /** `_id` that the contract gives the client's drawer. */
  readonly proper: string;
}

export type Duplicate = RepeatedElement | RepeatedDrawer;

/** The names by which what a duplicate has too much is removed: one for an element, one for each drawer too many. */
export function namesOf(duplicate: Duplicate): readonly string[] {
  if (duplicate.kind === 'element') return [`${duplicate.drawer} ${duplicate.path} ${duplicate.key}`];
  return duplicate.drawers.filter((id) => id !== duplicate.proper);
}

/**
 * The duplicate detector (R039, R040, I42, I45): repeated logical ids in the lists of every drawer, and clients with
 * two drawers. Total: a drawer of any shape is looked at as far as it goes. Reads only.
 */
export async function findDuplicates(
  plan: Plan,
  target: TargetStore,
  context: RunContext,
): Promise<readonly Duplicate[]> {
  const found: Duplicate[] = [];
  const misnamed = new Map<string, string[]>();
  for await (const batch of target.list(plan.target.collection)) {
    for (const bytes of batch) {
      const drawer = new BsonDocument(bytes);
      const id = idText(drawer.get('_id') ?? null);
      for (const list of plan.keyedLists) found.push(...repeatedElements(drawer, id, list));
      const client = canonicalClient(valueAt(drawer, plan.client.into));
      if ('fault' in client) continue;
      const expected = drawerIdOf(plan, client.client, context);
      if (expected === id) continue;
      misnamed.set(client.client, [...(misnamed.get(client.client) ?? []), id]);
    }
  }
  return [...found, ...(await repeatedDrawers(plan, target, context, misnamed))];
}

function repeatedElements(drawer: BsonDocument, id: string, list: KeyedList): readonly RepeatedElement[] {
  const elements = valueAt(drawer, list.path);
  if (!Array.isArray(elements)) return [];
  const times = new Map<string, number>();
  for (const element of elements) {
    const key = isDocument(element) ? valueAt(element, list.key) : undefined;
    if (key !== undefined && key !== null) times.set(idText(key), (times.get(idText(key)) ?? 0) + 1);
  }
  const path = `${list.label}[].${list.key.join('.')}`;
  return [...times]
    .filter(([, count]) => count > 1)
    .map(([key, count]) => ({ kind: 'element', drawer: id, path, key, times: count }));
}

/** A drawer under another name than its client's is one too many if the client has a drawer beside it. */
async function repeatedDrawers(
  plan: Plan,
  target: TargetStore,
  context: RunContext,
  misnamed: ReadonlyMap<string, readonly string[]>,
): Promise<readonly RepeatedDrawer[]> {
  const found: RepeatedDrawer[] = [];
  for (const [client, drawers] of misnamed) {
    const proper = drawerIdOf(plan, client, context);
    const [there] = await target.read(plan.target.collection, [proper]);
    const all = there === undefined ? drawers : [proper, ...drawers];
    if (all.length > 1) found.push({ kind: 'drawer', client, drawers: all, proper });
  }
  return found;
}
