import type { AstNode } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { burn } from '../meter.ts';
import type { Frame } from '../run.ts';
import type { Scope } from '../scope.ts';
import { isArrayOfNumbers, isNumeric } from '../values/numeric.ts';
import { sequence, sequenceOf } from '../values/sequence.ts';
import { truth } from '../values/truth.ts';
import { isWrappedNumber, view } from '../values/view.ts';

/** `[…]` after a value: the items at a position, or those for which the predicate holds. The result is raw. */
export type Filter = (values: unknown, frame: Frame) => unknown;

/** Compiles a predicate. A number literal is a position, whatever else hangs on it. */
export function compileFilter(predicate: AstNode, scope: Scope, compiler: Compiler): Filter {
  if (predicate.type === 'number') return atPosition(Math.floor(predicate.value as number));
  const test = compiler.compile(predicate, scope);
  return (values, frame) => {
    const items = Array.isArray(values) ? values : sequenceOf(values);
    const kept = sequence();
    for (let index = 0; index < items.length; index++) {
      burn(1);
      keep(items, index, test(items[index], frame), kept);
    }
    return kept;
  };
}

function atPosition(position: number): Filter {
  return (values) => {
    const items = Array.isArray(values) ? values : [values];
    const item = items[position < 0 ? items.length + position : position];
    if (Array.isArray(item)) return item;
    return item === undefined ? sequence() : sequenceOf(item);
  };
}

/** Keeps the item if the result says so: true, its position, or (once for each time) its position in an array. */
export function keep(items: readonly unknown[], index: number, result: unknown, kept: unknown[]): void {
  if (result === true) {
    kept.push(items[index]);
  } else if (result !== false && result !== undefined) {
    for (let times = timesKept(items.length, index, result); times > 0; times--) kept.push(items[index]);
  }
}

function timesKept(length: number, index: number, result: unknown): number {
  const seen = typeof result === 'object' && isWrappedNumber(result) ? view(result) : result;
  if (isNumeric(seen)) return isAt(seen, length, index) ? 1 : 0;
  if (!Array.isArray(seen) || !isArrayOfNumbers(seen)) return truth(seen) ? 1 : 0;
  burn(seen.length);
  return seen.filter((position) => isAt(view(position) as number, length, index)).length;
}

function isAt(position: number, length: number, index: number): boolean {
  const floor = Math.floor(position);
  return (floor < 0 ? length + floor : floor) === index;
}
