import type { ClientTrace } from '../tracing/client-trace.ts';
import { formatDrawerPath, leavesIn, type Segment } from './drawer-path.ts';
import { originOf } from './origin.ts';

/**
 * The paths of a client's drawer at which the contract puts a value: what was moved as a whole is one. Below `start`,
 * or all of them.
 */
export function valuePaths(
  trace: ClientTrace,
  start: readonly Segment[] = [],
): readonly (readonly Segment[])[] {
  if (trace.drawer === undefined) return [];
  const paths = new Map<string, readonly Segment[]>();
  for (const { path } of leavesIn(trace.drawer)) {
    if (!start.every((segment, at) => path[at] === segment)) continue;
    const whole = path.slice(0, Math.max(depthOf(trace, path), start.length));
    paths.set(formatDrawerPath(whole), whole);
  }
  return [...paths.values()];
}

/** How many segments of a path lead to the value that was put there as a whole. */
function depthOf(trace: ClientTrace, path: readonly Segment[]): number {
  const origin = originOf(trace, path);
  if (origin.kind === 'finish') return origin.leaf.path.length;
  if (origin.kind !== 'field') return path.length;
  const { output, leaf } = origin;
  const inside = path.slice(output.into.length + (output.many ? 1 : 0));
  const place = [leaf.path, leaf.else?.path ?? []].find(
    (each) => each.length > 0 && each.every((name, at) => inside[at] === name),
  );
  return path.length - inside.length + (place?.length ?? inside.length);
}
