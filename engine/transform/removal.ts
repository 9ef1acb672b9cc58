import type { DraftDocument } from '../bson/index.ts';
import { setAt, valueAt } from './values.ts';

/** Takes the value at a path below `root` away, if there is one. */
export function removeAt(root: DraftDocument, path: readonly string[]): void {
  if (valueAt(root, path) === undefined) return;
  // Setting it first opens what lies on the way, so that the parent is an object of our own.
  setAt(root, path, null);
  const parent = path.length === 1 ? root : (valueAt(root, path.slice(0, -1)) as DraftDocument);
  delete parent[path[path.length - 1] as string];
}
