import { type AstNode, leftOf, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { locate } from '../error.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';
import { truth } from '../values/truth.ts';

/** `and`, `or`: the right side only when needed; always a boolean. */
export function compileLogic(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const left = compiler.compile(leftOf(node), scope);
  const right = compiler.compile(part(node.rhs), scope);
  const operator = String(node.value);
  const deciding = operator === 'or';
  return (input, frame) => {
    const first = left(input, frame);
    try {
      if (truth(first) === deciding) return deciding;
      return truth(right(input, frame));
    } catch (error) {
      throw locate(error, node.position, operator);
    }
  };
}

/** `a ? b : c`, also `?:` and `??`. */
export function compileCondition(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const condition = compiler.compile(part(node.condition), scope);
  const then = compiler.compile(part(node.then), scope);
  const otherwise = node.else === undefined ? () => undefined : compiler.compile(node.else, scope);
  return (input, frame) => {
    const tested = condition(input, frame);
    const holds = tested === true || (tested !== false && truth(tested));
    return holds ? then(input, frame) : otherwise(input, frame);
  };
}
