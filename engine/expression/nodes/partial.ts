import { type AstNode, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { ExpressionError } from '../error.ts';
import { HOLE, partiallyApply } from '../functions/partial.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';
import { compileProcedure, tokenOf } from './call.ts';

/** `$f(?, x)`: the function that takes what stands at `?`. */
export function compilePartial(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const procedure = part(node.procedure);
  const target = compileProcedure(node, procedure, scope, compiler, 'T1007');
  const token = tokenOf(procedure);
  const args = (node.arguments ?? []).map((arg) =>
    arg.type === 'operator' && arg.value === '?' ? () => HOLE : compiler.compile(arg, scope),
  );
  return (input, frame) => {
    const values = args.map((arg) => arg(input, frame));
    const partial = partiallyApply(target(input, frame), values);
    if (partial !== undefined) return partial;
    throw new ExpressionError('T1008', {
      position: node.position ?? 0,
      ...(token !== undefined && { token }),
    });
  };
}
