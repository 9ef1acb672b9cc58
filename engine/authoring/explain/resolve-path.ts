import { lookUp } from '../../contract/index.ts';
import type { ClientTrace } from '../tracing/client-trace.ts';
import { parseDrawerPath, placedPath, type Segment } from './drawer-path.ts';

/** The path that a text means in a client's drawer, or why it means none. */
export type ResolvedPath =
  | { readonly path: readonly Segment[] }
  /** `malformed`: no path; `undeclared`: the drawer's schema has no such place; `absent`: its list no such element. */
  | { readonly fault: 'malformed' | 'undeclared' | 'absent' };

/** Finds what a text names in a client's drawer; a declared place that is empty is a path too. */
export function resolvePath(trace: ClientTrace, text: string): ResolvedPath {
  const parsed = parseDrawerPath(text);
  if (parsed === undefined) return { fault: 'malformed' };
  const names = parsed.filter((segment) => typeof segment === 'string');
  const { contract, plan } = trace.traced;
  const isId = names.length === 1 && names[0] === '_id';
  if (!isId && lookUp(contract.target.schema.json, names).kind === 'unknown') return { fault: 'undeclared' };
  if (trace.drawer === undefined) return { path: parsed.filter((segment) => typeof segment !== 'object') };
  const path = placedPath(trace.drawer, parsed, plan.keyedLists);
  return path === undefined ? { fault: 'absent' } : { path };
}
