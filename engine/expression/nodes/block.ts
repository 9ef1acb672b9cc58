import { type AstNode, leftOf, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { type Evaluate, Frame } from '../run.ts';
import { boundNames, frameAt, Scope } from '../scope.ts';

/** `( …; … )`: its own variables, the value of its last expression. */
export function compileBlock(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const parts = node.expressions ?? [];
  const inner = new Scope(scope, boundNames(parts));
  const compiled = parts.map((expression) => compiler.compile(expression, inner));
  const body = inSequence(compiled);
  if (!inner.hasFrame) return body;
  const slots = inner.emptySlots();
  return (input, frame) => body(input, new Frame(frame.run, frame, slots.slice()));
}

function inSequence(parts: readonly Evaluate[]): Evaluate {
  if (parts.length === 1) return parts[0] as Evaluate;
  return (input, frame) => {
    let result: unknown;
    for (const evaluate of parts) result = evaluate(input, frame);
    return result;
  };
}

/** `$x := …`: binds in the nearest scope and gives the value. */
export function compileBind(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const value = compiler.compile(part(node.rhs), scope);
  const name = String(leftOf(node).value);
  const target = scope.candidates(name)[0];
  if (target === undefined) throw new TypeError('a bound variable has no scope');
  const { up, slot } = target;
  return (input, frame) => {
    const bound = value(input, frame);
    frameAt(frame, up).slots[slot] = bound;
    return bound;
  };
}
