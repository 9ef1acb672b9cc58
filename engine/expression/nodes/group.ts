import type { AstNode, AstPair } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { locate, raise } from '../error.ts';
import { burn } from '../meter.ts';
import type { Evaluate, Frame } from '../run.ts';
import type { Scope } from '../scope.ts';
import { setField } from '../values/document.ts';
import { append } from '../values/sequence.ts';
import { view } from '../values/view.ts';
import { checkMemberOrder } from './member-order.ts';

/** `{ key: value, … }` over a value or the items of an array. */
export type Grouping = (values: unknown, frame: Frame) => Record<string, unknown>;

/** A compiled pair of an object constructor. */
export interface Pair {
  readonly key: Evaluate;
  readonly value: Evaluate;
}

/** Keys that would make an object of JSONata's own. */
const RESERVED = new Set(['_jsonata_lambda', '_jsonata_function']);

/** Compiles the pairs of an object constructor or group-by. */
export function compileGroup(
  pairs: readonly AstPair[],
  position: number,
  scope: Scope,
  compiler: Compiler,
): Grouping {
  checkMemberOrder(
    pairs.map(([, value]) => value),
    true,
    compiler,
  );
  const compiled = pairs.map(([key, value]) => ({
    key: compiler.compile(key, scope),
    value: compiler.compile(value, scope),
  }));
  const general: Grouping = (values, frame) => {
    try {
      return groupItems(compiled, values, frame);
    } catch (error) {
      throw locate(error, position, '{');
    }
  };
  const names = fixedNames(pairs);
  return names === undefined ? general : compileFixed(names, compiled, general);
}

/** The keys when all are different text literals that need no check. */
function fixedNames(pairs: readonly AstPair[]): string[] | undefined {
  const names = pairs.map(([key]) => (isText(key) ? String(key.value) : undefined));
  const known = names.filter((name) => name !== undefined);
  const plain = known.length === names.length && new Set(known).size === known.length;
  return plain && !known.some((name) => RESERVED.has(name)) ? known : undefined;
}

function isText(node: AstNode): boolean {
  return node.type === 'string' && node.predicate === undefined && node.group === undefined;
}

/** One object from one context value, keys known; values are evaluated in the order in which keys are listed. */
function compileFixed(names: readonly string[], pairs: readonly Pair[], general: Grouping): Grouping {
  const order = Object.keys(Object.fromEntries(names.map((name) => [name, true])));
  const fields = order.map((name) => ({ name, value: (pairs[names.indexOf(name)] as Pair).value }));
  const hasProto = names.includes('__proto__');
  return (values, frame) => {
    if (Array.isArray(values)) return general(values, frame);
    const result: Record<string, unknown> = {};
    for (const { name, value } of fields) {
      const made = value(values, frame);
      if (made === undefined) continue;
      if (hasProto) setField(result, name, made);
      else result[name] = made;
    }
    return result;
  };
}

/** Items filed under one key, and the pair that gave it. */
export interface Group {
  readonly pair: number;
  data: unknown;
}

/** Groups items and makes the object. */
export function groupItems(pairs: readonly Pair[], values: unknown, frame: Frame): Record<string, unknown> {
  const groups: Record<string, Group> = Object.create(null);
  const items = Array.isArray(values) ? (values.length === 0 ? [undefined] : values) : [values];
  for (const item of items) {
    burn(1);
    for (let pair = 0; pair < pairs.length; pair++) {
      addTo(groups, view((pairs[pair] as Pair).key(item, frame)), pair, item);
    }
  }
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(groups)) {
    const { pair, data } = groups[key] as Group;
    const value = (pairs[pair] as Pair).value(data, frame);
    if (value !== undefined) setField(result, key, value);
  }
  return result;
}

/** Files an item under a key, as `$append` would add it. */
export function addTo(groups: Record<string, Group>, key: unknown, pair: number, item: unknown): void {
  if (key === undefined) return;
  if (typeof key !== 'string') raise('T1003', key);
  if (RESERVED.has(key)) raise('D1013', key);
  const known = groups[key];
  if (known === undefined) groups[key] = { pair, data: item };
  else if (known.pair !== pair) raise('D1009', key);
  else known.data = append(known.data, item);
}
