import { BsonDocument, type BsonValue, type DraftDocument, idText, isDocument } from '../bson/index.ts';
import { complete, type OutputPlan, type Plan, type Shape } from '../contract/index.ts';
import type { ClientWork } from './client-work.ts';
import { compareKeys } from './order.ts';
import type { Part } from './outcome.ts';
import { built, opened, setAt, valueAt } from './values.ts';

/**
 * The drawer without its finish: what the target holds, with our parts in place of what they replace. Lists keep
 * elements that are not ours and are ordered as the contract says.
 */
export function assemble(work: ClientWork): DraftDocument {
  const { plan } = work;
  const drawer = work.existing === undefined ? built() : openedAs(work.existing, plan.target.shape);
  drawer._id = work.drawerId;
  setAt(drawer, plan.client.into, work.client);
  for (const mapping of plan.mappings) {
    for (const output of mapping.outputs) {
      const parts = work.parts.filter((part) => part.path === output.into);
      if (output.many) placeList(drawer, output, parts);
      else if (parts[0] !== undefined) setAt(drawer, output.into, parts[0].value);
    }
  }
  return complete(drawer, plan.target.shell);
}

/** The drawer with its keys in the order of the schema and all that the schema requires. */
export function completed(drawer: DraftDocument, plan: Plan): DraftDocument {
  return complete(drawer, plan.target.shell);
}

/** The stored drawer as built objects, down to where the schema names properties; what lies below stays as it is. */
function openedAs(document: BsonDocument, shape: Shape): DraftDocument {
  const drawer = opened(document);
  for (const [name, child] of shape.properties) {
    const value = Object.hasOwn(drawer, name) ? drawer[name] : undefined;
    if (child.properties.size > 0 && value instanceof BsonDocument) drawer[name] = openedAs(value, child);
  }
  return drawer;
}

function placeList(drawer: DraftDocument, output: OutputPlan, parts: readonly Part[]): void {
  const stored = valueAt(drawer, output.into);
  if (parts.length === 0 && (stored !== undefined || !output.required)) return;
  const ours = new Set(parts.map((part) => part.key));
  // Only the first stored element of a key is replaced: a copy beside it is somebody's, for the detector to find.
  const others = Array.isArray(stored)
    ? stored.filter((element) => {
        const key = keyText(element, output);
        return key === undefined || !ours.delete(key);
      })
    : [];
  const list = [...parts.map((part) => part.value), ...others];
  if (output.order.length > 0) sortBy(list, output.order);
  setAt(drawer, output.into, list);
}

function sortBy(list: BsonValue[], order: readonly (readonly string[])[]): void {
  const keys = new Map(list.map((element) => [element, order.map((path) => valueAt(element, path))]));
  list.sort((a, b) => compareKeys(keys.get(a) ?? [], keys.get(b) ?? []));
}

function keyText(element: BsonValue, output: OutputPlan): string | undefined {
  const value = output.key === undefined || !isDocument(element) ? undefined : valueAt(element, output.key);
  return value === undefined ? undefined : idText(value);
}
