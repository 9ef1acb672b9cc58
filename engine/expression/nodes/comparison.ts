import { type AstNode, leftOf, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { locate, raise } from '../error.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';
import { deepEqual } from '../values/equality.ts';
import { isDocument, view } from '../values/view.ts';

type Ordered = string | number;
type Order = (left: Ordered, right: Ordered) => boolean;

const ORDERS: Readonly<Record<string, Order>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** `< <= > >=` of two numbers, two texts or two dates (as instants); an absent side gives nothing. */
export function compileComparison(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const left = compiler.compile(leftOf(node), scope);
  const right = compiler.compile(part(node.rhs), scope);
  const operator = String(node.value);
  const order = ORDERS[operator] as Order;
  return (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (typeof a === 'number' && typeof b === 'number') return order(a, b);
    try {
      return compare(a, b, order);
    } catch (error) {
      throw locate(error, node.position, operator);
    }
  };
}

function compare(left: unknown, right: unknown, order: Order): boolean | undefined {
  const a = view(left);
  const b = view(right);
  if (!isOrdered(a) || !isOrdered(b))
    raise('T2010', typeof a === 'string' || typeof a === 'number' ? right : left);
  if (a === undefined || b === undefined) return undefined;
  if (typeof a !== typeof b) raise('T2009', left);
  if (left instanceof Date && right instanceof Date) return order(left.getTime(), right.getTime());
  return order(a as Ordered, b as Ordered);
}

function isOrdered(value: unknown): value is Ordered | undefined {
  return value === undefined || typeof value === 'string' || typeof value === 'number';
}

/** `=` and `!=`: both false when a side is absent. */
export function compileEquality(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const left = compiler.compile(leftOf(node), scope);
  const right = compiler.compile(part(node.rhs), scope);
  const operator = String(node.value);
  const wanted = operator === '=';
  return (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (a === undefined || b === undefined) return false;
    if (a === b) return wanted;
    try {
      return deepEqual(a, b) === wanted;
    } catch (error) {
      throw locate(error, node.position, operator);
    }
  };
}

/** `in`: whether a single value is among the items of an array (or is the value). */
export function compileIncludes(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const left = compiler.compile(leftOf(node), scope);
  const right = compiler.compile(part(node.rhs), scope);
  return (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    if (a === undefined || b === undefined) return false;
    const items = Array.isArray(b) ? b : [b];
    return items.some((item) => isSame(item, a));
  };
}

/** Identity for arrays and documents, as in JSONata; BSON scalars by what they show. */
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  return isScalarObject(left) || isScalarObject(right) ? deepEqual(left, right) : false;
}

function isScalarObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDocument(value);
}
