import type { IndexModel } from '../contract/index.ts';

/** An index as reports show it. */
export function indexText(index: IndexModel): string {
  const keys = index.keys.map(({ path }) => path).join(', ');
  return index.unique ? `${keys} (unique)` : keys;
}
