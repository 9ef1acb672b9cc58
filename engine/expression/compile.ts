import type { AstNode } from './ast.ts';
import { BUILTINS } from './builtins/table.ts';
import { type Compiler, Unsupported } from './compiler.ts';
import type { HelperDefinition } from './effects.ts';
import { CompiledExpression } from './expression.ts';
import { factsOf } from './facts/gather.ts';
import type { ExpressionFinding } from './finding.ts';
import type { FunctionValue } from './functions/function-value.ts';
import { helperFunction } from './functions/helper.ts';
import { NamedFunction } from './functions/named.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { compileFieldPath, fieldNames } from './nodes/field-path.ts';
import { readInLambdas } from './nodes/member-order.ts';
import { compileNode } from './nodes/node.ts';
import { parse } from './parse.ts';
import { placeNodes } from './place.ts';
import type { Evaluate } from './run.ts';
import { boundNames, Scope } from './scope.ts';
import { compiledOnce, ReplaceableExpression, ReplaceableFunction, type StandIn } from './stand-in.ts';
import { partsOf } from './syntax-part.ts';
import { type Watch, WatchedExpression, watched } from './watch.ts';

/** How a text is compiled. */
export interface CompileOptions {
  /**
   * Names that will be bound when evaluating, without `$`; a record gives values for good. Left out, any name may be.
   */
  readonly bindings?: Iterable<string> | Readonly<Record<string, unknown>>;
  /** Functions beside JSONata's own. */
  readonly functions?: readonly HelperDefinition[];
  /** Names of functions that may not be used, such as `random`. */
  readonly forbid?: Iterable<string>;
  readonly limits?: Partial<Limits>;
  /** Hears how it is evaluated; for explanations and coverage. */
  readonly watch?: Watch;
  /** Lets another text stand in; for mutation. A text that does not compile is the caller's defect. */
  readonly standIn?: StandIn;
}

/** A compiled expression, or what is wrong with its text. */
export type Compilation =
  | { readonly expression: CompiledExpression }
  | { readonly findings: readonly ExpressionFinding[] };

/**
 * Compiles JSONata text to a frozen record with synchronous code. Any text gives a record or findings, never an
 * exception; what is not supported is a finding (`expression.unsupported`), never a slower way or a wrong value.
 */
export function compileExpression(text: string, options: CompileOptions = {}): Compilation {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const parsed = parse(text, limits.source);
  if ('finding' in parsed) return { findings: [parsed.finding] };
  try {
    placeNodes(parsed.ast, text);
    return { expression: build(text, parsed.ast, options, limits) };
  } catch (error) {
    return { findings: [findingOf(error)] };
  }
}

/** A compiled function to bind by name, or what is wrong with its text. */
export type FunctionCompilation =
  | { readonly value: NamedFunction | ReplaceableFunction; readonly expression: CompiledExpression }
  | { readonly findings: readonly ExpressionFinding[] };

/**
 * Compiles a text that is one `function(…){…}` to a value that can be bound (`bindings: { measure: value }`) in any
 * number of expressions at no cost per document. It sees no input; functions it uses are bound in `options.bindings`.
 */
export function compileFunction(
  name: string,
  text: string,
  options: CompileOptions = {},
): FunctionCompilation {
  const compiled = compileExpression(text, options);
  if ('findings' in compiled) return compiled;
  const { expression } = compiled;
  const parsed = parse(text, expression.parts().limits.source);
  if (!('ast' in parsed) || parsed.ast.type !== 'lambda') {
    return {
      findings: [
        {
          code: 'expression.function',
          message: 'not a function',
          position: 0,
          hint: 'write function($x){ … }',
        },
      ],
    };
  }
  const { evaluate, slots } = expression.parts();
  const arity = parsed.ast.arguments?.length ?? 0;
  const value = new NamedFunction(name, arity, evaluate, slots, undefined);
  const { standIn, ...rest } = options;
  if (standIn === undefined) return { value, expression };
  const other = compiledOnce(standIn, (text) => functionOf(compileFunction(name, text, rest)));
  return { value: new ReplaceableFunction(value, other), expression };
}

function functionOf(compiled: FunctionCompilation): NamedFunction {
  if ('value' in compiled && compiled.value instanceof NamedFunction) return compiled.value;
  throw new TypeError('what stands in for a function is no function');
}

function expressionOf(compiled: Compilation): CompiledExpression {
  if ('expression' in compiled) return compiled.expression;
  throw new TypeError('what stands in for an expression does not compile');
}

function build(text: string, ast: AstNode, options: CompileOptions, limits: Limits): CompiledExpression {
  const { declared, constants } = bindingsOf(options.bindings);
  const functions = functionsOf(options.functions ?? []);
  const { watch, standIn, ...rest } = options;
  const syntax = watch === undefined ? undefined : partsOf(ast, text);
  const compiler: Compiler = {
    compile:
      watch === undefined || syntax === undefined
        ? (node, scope) => compileNode(node, scope, compiler)
        : (node, scope) => watched(node, compileNode(node, scope, compiler), syntax, watch),
    functions,
    declared,
    constants,
    readByLambdas: readInLambdas(ast),
    forbidden: new Set([...(options.forbid ?? []), 'eval']),
  };
  const facts = factsOf(ast, functions, declared, constants);
  const scope = new Scope(undefined, boundNames([ast]));
  const evaluate = compiler.compile(ast, scope);
  const parts = { text, evaluate, slots: scope.emptySlots(), limits, direct: directly(ast), facts };
  if (watch !== undefined) return new WatchedExpression(parts, watch);
  if (standIn === undefined) return new CompiledExpression(parts);
  const other = compiledOnce(standIn, (text) => expressionOf(compileExpression(text, rest)));
  return new ReplaceableExpression(parts, other);
}

/** A path of nothing but fields needs neither frame nor meter. */
function directly(ast: AstNode): Evaluate | undefined {
  const names = ast.type === 'path' && ast.keepArray !== true ? fieldNames(ast) : undefined;
  return names && compileFieldPath(names);
}

function bindingsOf(bindings: CompileOptions['bindings']): {
  declared: ReadonlySet<string> | undefined;
  constants: ReadonlyMap<string, unknown>;
} {
  if (bindings === undefined) return { declared: undefined, constants: new Map() };
  if (Symbol.iterator in bindings)
    return { declared: new Set(bindings as Iterable<string>), constants: new Map() };
  const constants = new Map(Object.entries(bindings));
  return { declared: new Set(constants.keys()), constants };
}

function functionsOf(helpers: readonly HelperDefinition[]): ReadonlyMap<string, FunctionValue> {
  if (helpers.length === 0) return BUILTINS;
  const all = new Map<string, FunctionValue>(BUILTINS);
  for (const helper of helpers) all.set(helper.name, helperFunction(helper));
  return all;
}

function findingOf(error: unknown): ExpressionFinding {
  if (error instanceof RangeError) {
    return { code: 'expression.depth', message: 'nested too deeply', position: 0 };
  }
  if (!(error instanceof Unsupported)) throw error;
  return {
    code: error.code,
    message: error.message,
    ...(error.hint !== undefined && { hint: error.hint }),
    position: error.node.position ?? 0,
  };
}
