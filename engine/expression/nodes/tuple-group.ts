import type { AstPair } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { locate } from '../error.ts';
import { burn } from '../meter.ts';
import type { Scope } from '../scope.ts';
import { setField } from '../values/document.ts';
import { append } from '../values/sequence.ts';
import { view } from '../values/view.ts';
import { addTo, type Group, type Grouping, groupItems } from './group.ts';
import { checkMemberOrder } from './member-order.ts';
import { type FrameOfTuple, holdsTuples, ITEM, type Tuple, tupleOf } from './tuple.ts';

/** `{ … }` after a path of tuples: variables of a group's tuples are joined as its items are. */
export function compileTupleGroup(
  group: { readonly lhs: readonly AstPair[]; readonly position: number },
  scope: Scope,
  compiler: Compiler,
  frameOf: FrameOfTuple,
): Grouping {
  checkMemberOrder(
    group.lhs.map(([, value]) => value),
    true,
    compiler,
  );
  const pairs = group.lhs.map(([key, value]) => ({
    key: compiler.compile(key, scope),
    value: compiler.compile(value, scope),
  }));
  const grouped: Grouping = (values, frame) => {
    if (!holdsTuples(values)) return groupItems(pairs, values, frameOf(undefined, frame));
    const groups: Record<string, Group> = Object.create(null);
    for (const tuple of values) {
      burn(1);
      const inner = frameOf(tuple, frame);
      pairs.forEach(({ key }, pair) => {
        addTo(groups, view(key(tuple[ITEM], inner)), pair, tuple);
      });
    }
    const contexts = Object.keys(groups).map((key) => ({ key, ...reduced(groups[key] as Group) }));
    const result: Record<string, unknown> = {};
    for (const { key, pair, item, tuple } of contexts) {
      const value = (pairs[pair] as (typeof pairs)[number]).value(item, frameOf(tuple, frame));
      if (value !== undefined) setField(result, key, value);
    }
    return result;
  };
  return (values, frame) => {
    try {
      return grouped(values, frame);
    } catch (error) {
      throw locate(error, group.position, '{');
    }
  };
}

/** A group's item and variables. JSONata takes the item out of a lone tuple, so a second group of it has none. */
function reduced({ pair, data }: Group): { pair: number; item: unknown; tuple: Tuple } {
  const tuple = Array.isArray(data) ? joined(data as Tuple[]) : (data as Tuple);
  const item = tuple[ITEM];
  delete tuple[ITEM];
  return { pair, item, tuple };
}

function joined(tuples: readonly Tuple[]): Tuple {
  const result = tupleOf(tuples[0] ?? {});
  for (const tuple of tuples.slice(1)) {
    for (const name of Object.keys(tuple)) result[name] = append(result[name], tuple[name]);
  }
  return result;
}
