import type { AstNode } from '../ast.ts';
import type { Evaluate } from '../run.ts';

/** A text, number, boolean or null of the text itself. */
export function compileLiteral(node: AstNode): Evaluate {
  const value = node.value;
  return () => value;
}
