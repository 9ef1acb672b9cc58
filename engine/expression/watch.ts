import type { AstNode } from './ast.ts';
import { CompiledExpression, type CompiledParts, type RunOptions } from './expression.ts';
import type { Bindings, Evaluate } from './run.ts';
import type { SyntaxPart } from './syntax-part.ts';

/**
 * Hears how an expression is evaluated. What is watched is the compiled code itself: each part runs as it always
 * does, and its value is told afterwards. Values may be sequences of the evaluation; they must not be changed.
 */
export interface Watch {
  /** An evaluation begins. Not told of a function, which runs inside the evaluation of who calls it. */
  started?(input: unknown, bindings: Bindings | undefined): void;
  /** A part gave a value; told in the order in which parts end. */
  value?(part: SyntaxPart, value: unknown): void;
  /** The evaluation gave its result. */
  gave?(result: unknown): void;
  /** The evaluation ended with an error. */
  failed?(error: unknown): void;
}

/** The code of a node, telling its values. */
export function watched(
  node: AstNode,
  evaluate: Evaluate,
  parts: ReadonlyMap<AstNode, SyntaxPart>,
  watch: Watch,
): Evaluate {
  const part = parts.get(node);
  if (part === undefined || watch.value === undefined) return evaluate;
  return (input, frame) => {
    const value = evaluate(input, frame);
    watch.value?.(part, value);
    return value;
  };
}

/** A compiled expression that tells how each of its evaluations begins and ends. */
export class WatchedExpression extends CompiledExpression {
  readonly #watch: Watch;

  constructor(parts: CompiledParts, watch: Watch) {
    super(parts);
    this.#watch = watch;
  }

  override evaluate(input: unknown, bindings?: Bindings, options?: RunOptions): unknown {
    this.#watch.started?.(input, bindings);
    try {
      const result = super.evaluate(input, bindings, options);
      this.#watch.gave?.(result);
      return result;
    } catch (error) {
      this.#watch.failed?.(error);
      throw error;
    }
  }
}
