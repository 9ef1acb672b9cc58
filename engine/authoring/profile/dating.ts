import { compareText } from '../../bson/index.ts';
import type { PathCensus } from './path-census.ts';
import { lastName } from './path-names.ts';
import { roleOf } from './role.ts';

/** Words of dates that tell when a thing came to be, was noted, or was touched again. */
const ranks: readonly (readonly [RegExp, number])[] = [
  [/updat|modif|delet|edit|archiv|complet|sent|expir|birth|nacim|renew|review|moved|end/i, 3],
  [/submi|generat|issu|happen|taken|fecha|date|started|lent|from/i, 0],
  [/creat|regist|insert|added/i, 1],
];

/**
 * The path that seems to date the documents of a collection: a date that all have, whose name says when the thing
 * happened rather than when it was touched.
 */
export function datingPath(paths: readonly PathCensus[], documents: number): string | null {
  const dates = paths.filter(
    (census) => !census.listed && !census.path.includes('*') && roleOf(census) === 'date',
  );
  const [best] = dates.sort(
    (a, b) =>
      Number(rank(a) === 3) - Number(rank(b) === 3) ||
      often(b, documents) - often(a, documents) ||
      depth(a) - depth(b) ||
      rank(a) - rank(b) ||
      b.documents - a.documents ||
      compareText(a.path, b.path),
  );
  return best?.path ?? null;
}

function rank({ path }: PathCensus): number {
  return ranks.find(([words]) => words.test(lastName(path)))?.[1] ?? 2;
}

/** 2 for a path that almost all documents have, 1 for half of them. */
function often(census: PathCensus, documents: number): number {
  const with_ = census.documents - (census.types.get('null') ?? 0);
  return with_ * 10 >= documents * 9 ? 2 : with_ * 2 >= documents ? 1 : 0;
}

function depth({ path }: PathCensus): number {
  return path.split('.').length;
}
