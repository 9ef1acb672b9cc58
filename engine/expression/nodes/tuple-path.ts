import type { AstNode } from '../ast.ts';
import { type Compiler, Unsupported } from '../compiler.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';

export function compileTuplePath(node: AstNode, _scope: Scope, _compiler: Compiler): Evaluate {
  throw new Unsupported('expression.unsupported', '@, # and % are not supported', node);
}
