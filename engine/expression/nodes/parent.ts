import type { AstNode } from '../ast.ts';
import type { Evaluate } from '../run.ts';
import { UNBOUND } from '../run.ts';
import { frameAt, type Scope } from '../scope.ts';

/** `%`: the value in which a step found its item; the parser has given each a label that a step binds. */
export function compileParent(node: AstNode, scope: Scope): Evaluate {
  const candidates = scope.candidates(node.slot?.label ?? '');
  return (_, frame) => {
    for (const { up, slot } of candidates) {
      const value = frameAt(frame, up).slots[slot];
      if (value !== UNBOUND) return value;
    }
    return undefined;
  };
}
