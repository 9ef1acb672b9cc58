export type { Compilation, CompileOptions, FunctionCompilation } from './compile.ts';
export { compileExpression, compileFunction } from './compile.ts';
export type { Effects, HelperContext, HelperDefinition } from './effects.ts';
export { ExpressionError } from './error.ts';
export { CompiledExpression, type RunOptions } from './expression.ts';
export type { Branch, Facts, NamedUse, Read, ResultKind } from './facts/facts.ts';
export type { ExpressionFinding } from './finding.ts';
export { DEFAULT_LIMITS, type Limits } from './limits.ts';
export type { Bindings } from './run.ts';
