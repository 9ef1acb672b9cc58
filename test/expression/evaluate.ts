import {
  type CompileOptions,
  compileExpression,
  ExpressionError,
  type RunOptions,
} from '../../engine/expression/index.ts';

/** The value of a text that must compile. */
export function evaluate(
  text: string,
  input?: unknown,
  bindings?: Record<string, unknown>,
  options: CompileOptions & RunOptions = {},
): unknown {
  const compiled = compileExpression(text, options);
  if ('findings' in compiled) throw new Error(`${text}: ${JSON.stringify(compiled.findings)}`);
  return compiled.expression.evaluate(input, bindings, options);
}

/** The code of the error that an evaluation must end with. */
export function codeOf(text: string, input?: unknown, options: CompileOptions = {}): string {
  try {
    return `value ${JSON.stringify(evaluate(text, input, undefined, options))}`;
  } catch (error) {
    if (error instanceof ExpressionError) return error.code;
    throw error;
  }
}
