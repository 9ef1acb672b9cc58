import type { AstNode } from './ast.ts';
import type { FunctionValue } from './functions/function-value.ts';
import type { Evaluate } from './run.ts';
import type { Scope } from './scope.ts';

/** What compiling a node needs of its surroundings; node kinds compile their parts through it. */
export interface Compiler {
  compile(node: AstNode, scope: Scope): Evaluate;
  /** Functions known by name when nothing else is bound to it. */
  readonly functions: ReadonlyMap<string, FunctionValue>;
  /** Names that may be bound from outside; undefined when any may. */
  readonly declared: ReadonlySet<string> | undefined;
  /** Values bound for good when compiling. */
  readonly constants: ReadonlyMap<string, unknown>;
  /** Variables read inside any lambda of the text. */
  readonly readByLambdas: ReadonlySet<string>;
  /** Names of functions that may not be used. */
  readonly forbidden: ReadonlySet<string>;
}

/** Stops compiling at something unsupported; becomes a finding. */
export class Unsupported extends Error {
  readonly code: string;
  readonly node: AstNode;
  readonly hint: string | undefined;

  constructor(code: string, message: string, node: AstNode, hint?: string) {
    super(message);
    this.code = code;
    this.node = node;
    this.hint = hint;
  }
}
