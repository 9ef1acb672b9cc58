import type { PlainDocument } from '../bson/index.ts';
import type { IndexModel, Plan } from '../contract/index.ts';
import type { StoreNotice, TargetStore } from '../stores/index.ts';

/** What step 00 found and made. */
export interface Prepared {
  /** True when the drawers' collection was not there before. */
  readonly created: boolean;
  /** How a collection that was there differs from the contract (I55); nothing of it is changed. */
  readonly drift: readonly StoreNotice[];
}

/** Step 00: the drawers' collection with its indexes, created if absent, compared if present. Converges. */
export async function prepareTarget(plan: Plan, target: TargetStore): Promise<Prepared> {
  const { collection, indexes } = plan.target;
  const created = !(await target.collections()).some(({ name }) => name === collection);
  return { created, drift: await target.ensure(collection, indexes.map(indexDocument)) };
}

/** An index of the contract as MongoDB describes one. */
export function indexDocument(index: IndexModel): PlainDocument {
  const key = Object.fromEntries(index.keys.map(({ path, direction }) => [path, direction]));
  const name = index.name ?? index.keys.map(({ path, direction }) => `${path}_${direction}`).join('_');
  return index.unique ? { v: 2, key, name, unique: true } : { v: 2, key, name };
}
