import { type AstNode, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { ExpressionError } from '../error.ts';
import { apply, passed } from '../functions/apply.ts';
import { type CallSite, TailCall } from '../functions/lambda.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';
import { compileLookup } from './variable.ts';

/** `$f(…)`, raw (before unwrapping). */
export function compileCall(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const call = compileArguments(node, scope, compiler);
  const { args, target } = call;
  const [first, second] = args;
  if (args.length === 1 && first !== undefined) {
    return (input, frame) => {
      const callee = target(input, frame);
      return apply(callee, [passed(first(input, frame))], input, frame.run, call);
    };
  }
  if (args.length === 2 && first !== undefined && second !== undefined) {
    return (input, frame) => {
      const callee = target(input, frame);
      const a = passed(first(input, frame));
      return apply(callee, [a, passed(second(input, frame))], input, frame.run, call);
    };
  }
  return (input, frame) => {
    const callee = target(input, frame);
    const values: unknown[] = [];
    for (const arg of args) values.push(passed(arg(input, frame)));
    return apply(callee, values, input, frame.run, call);
  };
}

/** `x ~> $f(…)`: the call with x as its first argument. */
export function compileCallWith(node: AstNode, scope: Scope, compiler: Compiler): ApplyTo {
  const call = compileArguments(node, scope, compiler);
  return (first, input, frame) => {
    const callee = call.target(input, frame);
    const values: unknown[] = [first];
    for (const arg of call.args) values.push(passed(arg(input, frame)));
    return apply(callee, values, input, frame.run, call);
  };
}

type ApplyTo = (first: unknown, ...context: Parameters<Evaluate>) => unknown;

/** A call in tail position of a lambda. */
export function compileTailCall(thunk: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const node = part(thunk.body);
  const procedure = part(node.procedure);
  const whole = compiler.compile(node, scope);
  const site: CallSite = {
    procedure: compiler.compile(procedure, scope),
    args: (node.arguments ?? []).map((arg) => compiler.compile(arg, scope)),
    whole,
    token: tokenOf(procedure),
    position: node.position ?? 0,
  };
  return (input, frame) => new TailCall(site, input, frame);
}

interface Arguments {
  readonly target: Evaluate;
  readonly args: readonly Evaluate[];
  readonly token: string | undefined;
  readonly position: number;
}

function compileArguments(node: AstNode, scope: Scope, compiler: Compiler): Arguments {
  const procedure = part(node.procedure);
  return {
    target: compileProcedure(node, procedure, scope, compiler, 'T1005'),
    args: (node.arguments ?? []).map((arg) => compiler.compile(arg, scope)),
    token: tokenOf(procedure),
    position: node.position ?? 0,
  };
}

/** What is called. A plain name that is nothing, while a function of that name exists, lacks its `$`. */
export function compileProcedure(
  node: AstNode,
  procedure: AstNode,
  scope: Scope,
  compiler: Compiler,
  code: string,
): Evaluate {
  const target = compiler.compile(procedure, scope);
  const name = procedure.type === 'path' ? procedure.steps?.[0]?.value : undefined;
  if (typeof name !== 'string') return target;
  const sameName = compileLookup(name, scope, compiler);
  return (input, frame) => {
    const value = target(input, frame);
    if (value === undefined && sameName(input, frame)) {
      throw new ExpressionError(code, { token: name, position: node.position ?? 0 });
    }
    return value;
  };
}

/** The function's name in errors. */
export function tokenOf(procedure: AstNode): string | undefined {
  const value = procedure.type === 'path' ? procedure.steps?.[0]?.value : procedure.value;
  return typeof value === 'string' ? value : undefined;
}
