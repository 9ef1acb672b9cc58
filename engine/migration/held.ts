import { type BsonDocument, type BsonValue, idText, isDocument } from '../bson/index.ts';
import { type Part, valueAt } from '../transform/index.ts';

/** Elements of a stored drawer's lists by logical id; of elements with the same id the first. */
type Lists = Map<string, ReadonlyMap<string, BsonValue>>;

const listsOf = new WeakMap<BsonDocument, Lists>();

/** What a stored drawer holds in a part's place. Lists are indexed once, so that long ones cost no more than short ones. */
export function heldAt(part: Part, drawer: BsonDocument | undefined): BsonValue | undefined {
  if (drawer === undefined) return undefined;
  if (part.keyPath === undefined || part.key === undefined) return valueAt(drawer, part.path);
  return elementsOf(drawer, part, part.keyPath).get(part.key);
}

function elementsOf(
  drawer: BsonDocument,
  part: Part,
  keyPath: readonly string[],
): ReadonlyMap<string, BsonValue> {
  let lists = listsOf.get(drawer);
  if (lists === undefined) {
    lists = new Map();
    listsOf.set(drawer, lists);
  }
  const name = `${part.label} ${keyPath.join('.')}`;
  let elements = lists.get(name);
  if (elements === undefined) {
    elements = indexed(valueAt(drawer, part.path), keyPath);
    lists.set(name, elements);
  }
  return elements;
}

function indexed(list: BsonValue | undefined, keyPath: readonly string[]): ReadonlyMap<string, BsonValue> {
  const elements = new Map<string, BsonValue>();
  if (!Array.isArray(list)) return elements;
  for (const element of list) {
    const key = isDocument(element) ? valueAt(element, keyPath) : undefined;
    if (key === undefined) continue;
    const text = idText(key);
    if (!elements.has(text)) elements.set(text, element);
  }
  return elements;
}
