import {
  BsonDocument,
  type BsonValue,
  type DraftDocument,
  fieldsOf,
  isDocument,
  type PlainDocument,
} from '../bson/index.ts';
import { isBuilt } from '../contract/index.ts';

/**
 * A new object for the contract's own field names, which are never `__proto__`; plain, because objects without a
 * prototype are slow. What takes over names of documents starts from {@link opened}.
 */
export function built(): DraftDocument {
  return {};
}

/** The value at a path of names, through documents of any kind. */
export function valueAt(value: BsonValue | undefined, path: readonly string[]): BsonValue | undefined {
  let at = value;
  for (const name of path) {
    if (at === undefined || !isDocument(at)) return undefined;
    const fields = fieldsOf(at);
    at = Object.hasOwn(fields, name) ? fields[name] : undefined;
  }
  return at;
}

/** Sets the value at a path below `root`, opening moved documents on the way so that they can be extended. */
export function setAt(root: DraftDocument, path: readonly string[], value: BsonValue): void {
  let at = root;
  for (let depth = 0; depth < path.length - 1; depth++) at = openAt(at, path[depth] as string);
  at[path[path.length - 1] as string] = value;
}

/** A copy of the document's first level as a built object. */
export function opened(value: BsonDocument | PlainDocument): DraftDocument {
  return Object.assign(
    Object.create(null) as DraftDocument,
    value instanceof BsonDocument ? value.fields() : value,
  );
}

function openAt(parent: DraftDocument, name: string): DraftDocument {
  const present = Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (isBuilt(present)) return present;
  const child = present !== undefined && isDocument(present) ? opened(present) : built();
  parent[name] = child;
  return child;
}
