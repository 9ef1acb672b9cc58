import { type AstNode, leftOf, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { ExpressionError, locate, raise } from '../error.ts';
import { noteOverflow } from '../meter.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';
import { isNumeric } from '../values/numeric.ts';
import { view } from '../values/view.ts';

type Operation = (left: number, right: number) => number;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

/** `+ - * / %`: both sides are evaluated, then checked; an absent side gives nothing. */
export function compileArithmetic(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const left = compiler.compile(leftOf(node), scope);
  const right = compiler.compile(part(node.rhs), scope);
  const operator = String(node.value);
  const operation = OPERATIONS[operator] as Operation;
  return (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    try {
      const result =
        typeof a === 'number' && typeof b === 'number' && Number.isFinite(a) && Number.isFinite(b)
          ? operation(a, b)
          : checked(a, b, operation);
      if (result !== undefined && !Number.isFinite(result)) noteOverflow();
      return result;
    } catch (error) {
      throw locate(error, node.position, operator);
    }
  };
}

function checked(left: unknown, right: unknown, operation: Operation): number | undefined {
  const a = view(left);
  const b = view(right);
  if (a !== undefined && !isNumeric(a)) raise('T2001', left);
  if (b !== undefined && !isNumeric(b)) raise('T2002', right);
  return a === undefined || b === undefined ? undefined : operation(a as number, b as number);
}

/** Unary minus. */
export function compileNegation(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const operand = compiler.compile(part(node.expression), scope);
  return (input, frame) => {
    const value = operand(input, frame);
    if (value === undefined) return undefined;
    try {
      const seen = view(value);
      if (isNumeric(seen)) return -seen;
    } catch (error) {
      throw locate(error, node.position, '-');
    }
    throw new ExpressionError('D1002', {
      value,
      token: '-',
      ...(node.position !== undefined && { position: node.position }),
    });
  };
}
