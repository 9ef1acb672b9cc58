import { type AstNode, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { Lambda, type LambdaCode } from '../functions/lambda.ts';
import type { Evaluate } from '../run.ts';
import { boundNames, Scope } from '../scope.ts';
import { parseSignature } from '../signature.ts';

/** `function($a, …)<…>{ … }`. */
export function compileLambda(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const parameters = (node.arguments ?? []).map((parameter) => String(parameter.value));
  const body = part(node.body);
  const inner = new Scope(scope, [...parameters, ...boundNames([body])]);
  // A lambda always has a frame of its own, so that a scope without variables is never counted as one.
  if (!inner.hasFrame) inner.slot('');
  const definition = node.signature?.definition;
  const code: LambdaCode = {
    parameters: parameters.map((name) => inner.slot(name)),
    slots: inner.emptySlots(),
    signature: definition === undefined ? undefined : parseSignature(definition, false),
    body: compiler.compile(body, inner),
  };
  return (input, frame) => new Lambda(code, input, frame);
}
