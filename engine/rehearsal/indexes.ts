import type { PlainDocument } from '../bson/index.ts';
import type { IndexModel } from '../contract/index.ts';

/** An index of the contract as MongoDB describes one. */
export function indexDocument(index: IndexModel): PlainDocument {
  const key = Object.fromEntries(index.keys.map(({ path, direction }) => [path, direction]));
  const name = index.name ?? index.keys.map(({ path, direction }) => `${path}_${direction}`).join('_');
  return index.unique ? { v: 2, key, name, unique: true } : { v: 2, key, name };
}

/** An index as reports show it. */
export function indexText(index: IndexModel): string {
  const keys = index.keys.map(({ path }) => path).join(', ');
  return index.unique ? `${keys} (unique)` : keys;
}
