import type { BsonValue, PlainDocument } from '../bson/index.ts';
import { type IndexModel, type Plan, serverSchema } from '../contract/index.ts';
import type { StoreNotice, TargetStore } from '../stores/index.ts';

/** What step 00 found and made. */
export interface Prepared {
  /** True when the drawers' collection was not there before. */
  readonly created: boolean;
  /** How a collection that was there differs from the contract (I55); nothing of it is changed. */
  readonly drift: readonly StoreNotice[];
  readonly validator: Validator;
}

/** The check that the server itself makes of every drawer, whoever writes it. */
export interface Validator {
  /** `none`: the target has no validators. */
  readonly action: 'error' | 'warn' | 'off' | 'none';
  /** JSON pointers into the drawer's schema to what the server cannot check. */
  readonly omitted: readonly string[];
}

/**
 * Step 00: the drawers' collection with its indexes and, on a server, the validator that follows from the drawer's
 * schema; created if absent, compared if present. Converges, and touches nothing else (R048).
 */
export async function prepareTarget(plan: Plan, target: TargetStore): Promise<Prepared> {
  const { collection, indexes } = plan.target;
  const created = !(await target.collections()).some(({ name }) => name === collection);
  const { options, ...validator } = validatorOf(plan, target);
  const drift = await target.ensure(collection, indexes.map(indexDocument), options);
  return { created, drift, validator };
}

function validatorOf(
  { target: { schema }, policy }: Plan,
  { kind }: TargetStore,
): Validator & { readonly options?: PlainDocument } {
  const action = kind === 'mongodb' ? policy.validator : 'none';
  if (action === 'none' || action === 'off') return { action, omitted: [] };
  const { schema: said, omitted } = serverSchema(schema);
  // YAML gives nothing but texts, numbers, booleans, null, lists and maps.
  const options = { validator: { $jsonSchema: said as BsonValue }, validationAction: action };
  return { action, omitted, options };
}

/** An index of the contract as MongoDB describes one. */
export function indexDocument(index: IndexModel): PlainDocument {
  const key = Object.fromEntries(index.keys.map(({ path, direction }) => [path, direction]));
  const name = index.name ?? index.keys.map(({ path, direction }) => `${path}_${direction}`).join('_');
  return index.unique ? { v: 2, key, name, unique: true } : { v: 2, key, name };
}
