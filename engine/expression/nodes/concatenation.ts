import { type AstNode, leftOf, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { locate } from '../error.ts';
import { checkText } from '../meter.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';
import { textOf } from '../values/text.ts';

/** `&`: both sides as text, an absent one as ''. */
export function compileConcatenation(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const left = compiler.compile(leftOf(node), scope);
  const right = compiler.compile(part(node.rhs), scope);
  return (input, frame) => {
    const a = left(input, frame);
    const b = right(input, frame);
    try {
      const first = a === undefined ? '' : textOf(a);
      const second = b === undefined ? '' : textOf(b);
      checkText(first.length + second.length);
      return first + second;
    } catch (error) {
      throw locate(error, node.position, '&');
    }
  };
}
