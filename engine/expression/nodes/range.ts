import { type AstNode, leftOf, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { locate, raise } from '../error.ts';
import { burn, checkLength } from '../meter.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';
import { isNumeric } from '../values/numeric.ts';
import { mark, SEQUENCE } from '../values/sequence.ts';
import { view } from '../values/view.ts';

/** JSONata's own bound on a range. */
const MOST = 1e7;

/** `a..b` inside an array constructor: the integers from a to b. */
export function compileRange(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const left = compiler.compile(leftOf(node), scope);
  const right = compiler.compile(part(node.rhs), scope);
  return (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    try {
      return range(a, b);
    } catch (error) {
      throw locate(error, node.position, '..');
    }
  };
}

function range(left: unknown, right: unknown): unknown[] | undefined {
  const from = view(left);
  const to = view(right);
  if (from !== undefined && !isInteger(from)) raise('T2003', left);
  if (to !== undefined && !isInteger(to)) raise('T2004', right);
  if (from === undefined || to === undefined || from > to) return undefined;
  const size = to - from + 1;
  if (size > MOST) raise('D2014', size);
  checkLength(size);
  burn(size >> 3);
  const items = new Array<unknown>(size);
  for (let index = 0; index < size; index++) items[index] = from + index;
  return mark(items, SEQUENCE);
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value) && isNumeric(value);
}
