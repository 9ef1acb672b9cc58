import type { AstNode } from '../ast.ts';
import type { Evaluate } from '../run.ts';
import { getField } from '../values/document.ts';
import { lookup } from '../values/lookup.ts';

/** A field of the context value, raw (before unwrapping). */
export function compileName(node: AstNode): Evaluate {
  const key = String(node.value);
  return (input) => (Array.isArray(input) ? lookup(input, key) : getField(input, key));
}
