import { type AstNode, leftOf, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { ExpressionError } from '../error.ts';
import { apply, type Place } from '../functions/apply.ts';
import { Chain } from '../functions/derived.ts';
import { isFunction } from '../functions/function-value.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';
import { compileCallWith } from './call.ts';

/** `x ~> $f`, `x ~> $f(…)`, `$f ~> $g`; raw (before unwrapping). */
export function compileChain(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const left = compiler.compile(leftOf(node), scope);
  const right = part(node.rhs);
  if (right.type === 'function') {
    const call = compileCallWith(right, scope, compiler);
    return (input, frame) => call(left(input, frame), input, frame);
  }
  const target = compiler.compile(right, scope);
  const place: Place = {
    position: node.position ?? 0,
    token: typeof right.value === 'string' ? right.value : undefined,
  };
  return (input, frame) => {
    const first = left(input, frame);
    const second = target(input, frame);
    if (!isFunction(second)) throw new ExpressionError('T2006', { value: second, position: place.position });
    if (isFunction(first)) return new Chain(first, second);
    return apply(second, [first], null, frame.run, place);
  };
}
