import { type AstNode, leftOf, part } from '../ast.ts';
import type { FlowScope, Follower } from './flow-scope.ts';
import { both, fieldOf, NOWHERE, type Sources } from './source.ts';

/** Functions that only look at their arguments. */
const LOOKS = new Set([
  'exists',
  'type',
  'count',
  'boolean',
  'not',
  'number',
  'floor',
  'ceil',
  'round',
  'abs',
  'sqrt',
]);
/** Functions whose value is made of their arguments' own items or fields. */
const PASSES = new Set([
  'append',
  'reverse',
  'sort',
  'distinct',
  'shuffle',
  'merge',
  'filter',
  'single',
  'zip',
]);
/** Functions that call a lambda with the items of their first argument. */
const ITERATES = new Set(['map', 'filter', 'single', 'sort', 'reduce']);
/** Arguments without which a function takes the context in place of the first one. */
const NEEDS: Readonly<Record<string, number>> = {
  string: 1,
  substring: 2,
  substringBefore: 2,
  substringAfter: 2,
  lowercase: 1,
  uppercase: 1,
  length: 1,
  trim: 1,
  pad: 2,
  match: 2,
  contains: 2,
  replace: 3,
  split: 2,
  formatNumber: 2,
  formatBase: 1,
  formatInteger: 2,
  parseInteger: 2,
  number: 1,
  floor: 1,
  ceil: 1,
  round: 1,
  abs: 1,
  sqrt: 1,
  power: 2,
  boolean: 1,
  not: 1,
  sift: 2,
  keys: 1,
  lookup: 2,
  spread: 1,
  each: 2,
  base64encode: 1,
  base64decode: 1,
  encodeUrlComponent: 1,
  encodeUrl: 1,
  decodeUrlComponent: 1,
  decodeUrl: 1,
  toMillis: 1,
  fromMillis: 1,
  clone: 1,
};

/** Follows a call, or `x ~> f`: the places its value comes from. */
export function callFlow(node: AstNode, context: Sources, scope: FlowScope, flow: Follower): Sources {
  if (node.type === 'function') return called(node, undefined, context, scope, flow);
  const right = part(node.rhs);
  if (right.type === 'function') return called(right, leftOf(node), context, scope, flow);
  const name = ownName(right, scope, flow);
  if (name !== undefined) return builtin(name, [leftOf(node)], context, scope, flow);
  flow.take(leftOf(node), context, scope);
  flow.take(right, context, scope);
  return NOWHERE;
}

function called(
  node: AstNode,
  first: AstNode | undefined,
  context: Sources,
  scope: FlowScope,
  flow: Follower,
): Sources {
  const args = [...(first === undefined ? [] : [first]), ...(node.arguments ?? [])];
  const procedure = part(node.procedure);
  const name = ownName(procedure, scope, flow);
  if (name !== undefined) return builtin(name, args, context, scope, flow);
  if (procedure.type === 'lambda' && procedure.predicate === undefined) {
    return flow.lambdaValue(
      procedure,
      context,
      scope,
      args.map((arg) => flow.follow(arg, context, scope)),
    );
  }
  for (const arg of args) flow.take(arg, context, scope);
  if (procedure.type !== 'variable') flow.take(procedure, context, scope);
  const named = procedure.type === 'variable' ? String(procedure.value) : '';
  if (flow.takesContext(named, args.length)) flow.log.add(context, true);
  return NOWHERE;
}

function ownName(procedure: AstNode, scope: FlowScope, flow: Follower): string | undefined {
  if (procedure.type !== 'variable' || procedure.predicate !== undefined) return undefined;
  const name = String(procedure.value);
  return scope.holder(name) === undefined && flow.own(name) ? name : undefined;
}

function builtin(
  name: string,
  args: readonly AstNode[],
  context: Sources,
  scope: FlowScope,
  flow: Follower,
): Sources {
  if (args.length < (NEEDS[name] ?? 0)) flow.log.add(context, true);
  const [first, second] = args;
  if (first === undefined) return NOWHERE;
  if (ITERATES.has(name) && second?.type === 'lambda') return iterated(name, args, context, scope, flow);
  if (name === 'lookup' && second?.type === 'string' && second.predicate === undefined) {
    return fieldOf(flow.follow(first, context, scope), String(second.value), second.position ?? 0);
  }
  if (PASSES.has(name)) {
    const sources = args.map((arg) => flow.follow(arg, context, scope));
    if (second !== undefined && ITERATES.has(name)) flow.log.add(both(...sources), true);
    return both(...sources);
  }
  for (const arg of args) {
    if (LOOKS.has(name)) flow.look(arg, context, scope);
    else flow.take(arg, context, scope);
  }
  return NOWHERE;
}

/** `$map` and the like with a lambda written in place: its parameters are the items. */
function iterated(
  name: string,
  args: readonly AstNode[],
  context: Sources,
  scope: FlowScope,
  flow: Follower,
): Sources {
  const items = flow.follow(part(args[0]), context, scope);
  const lambda = part(args[1]);
  if (name === 'reduce') {
    const initial = args[2] === undefined ? NOWHERE : flow.follow(args[2], context, scope);
    const total = both(items, initial);
    const value = flow.lambdaValue(lambda, context, scope, [total, items, NOWHERE, items]);
    // What the lambda gives comes back as its first parameter, so anything it hands on counts as read.
    flow.log.add(value, true);
    flow.log.add(initial, true);
    return both(value, initial);
  }
  const value = flow.lambdaValue(
    lambda,
    context,
    scope,
    name === 'sort' ? [items, items] : [items, NOWHERE, items],
  );
  if (name === 'map') return value;
  flow.log.add(value, false);
  return items;
}
