import { compareText } from '../../bson/index.ts';
import type { CollectionCensus } from './collection-census.ts';
import type { TextForm } from './forms.ts';
import type { PathCensus } from './path-census.ts';
import { roleOf, scalars } from './role.ts';

const addresses: ReadonlySet<TextForm> = new Set<TextForm>(['email']);

/** Paths of one collection whose ids are compared with those of others; the shallow ones first. */
const most = 32;

/** The paths of a collection, beside `_id`, whose values could be ids; also e-mail addresses, which link like ids. */
export function idPaths(census: CollectionCensus): readonly PathCensus[] {
  return census.paths
    .all()
    .filter((path) => path.path !== '_id' && (roleOf(path) === 'id' || isAddress(path)))
    .sort((a, b) => depth(a) - depth(b) || compareText(a.path, b.path))
    .slice(0, most);
}

function depth({ path }: PathCensus): number {
  return path.split(/\.|\[\]/).length;
}

/** Whether at least half of the values are e-mail addresses. */
export function isAddress(path: PathCensus): boolean {
  return path.text.countOf(addresses) * 2 > scalars(path);
}
