import { type AstNode, childrenOf, leftOf, part } from '../ast.ts';
import { boundNames } from '../scope.ts';
import type { Branch, NamedUse } from './facts.ts';

/** Names and branches of a text. */
export interface Names {
  readonly functions: readonly NamedUse[];
  readonly variables: readonly NamedUse[];
  readonly branches: readonly Branch[];
}

/** Collects the functions, free variables and branches of a text. */
export function namesIn(root: AstNode, known: ReadonlySet<string>): Names {
  const functions = new Map<string, NamedUse>();
  const variables = new Map<string, NamedUse>();
  const branches = new Map<number, Branch>();
  const seen = new Set<AstNode>();

  const use = (node: AstNode, called: boolean, bound: ReadonlySet<string>): void => {
    const name = String(node.value);
    if (name === '' || name === '$' || bound.has(name)) return;
    const named = { name, position: node.position ?? 0 };
    const isKnown = known.has(name);
    if ((called || isKnown) && !functions.has(name)) functions.set(name, named);
    if (!isKnown && !variables.has(name)) variables.set(name, named);
  };

  const visit = (node: AstNode, bound: ReadonlySet<string>): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const inner = innerNames(node, bound);
    if (node.type === 'variable') use(node, false, inner);
    if (node.type === 'condition') branches.set(node.position ?? 0, branchOf(node));
    const { procedure } = node;
    if (procedure?.type === 'variable' && (node.type === 'function' || node.type === 'partial'))
      use(procedure, true, inner);
    for (const child of childrenOf(node))
      if (!(node.type === 'bind' && child === node.lhs)) visit(child, inner);
  };
  visit(root, boundNames([root]));
  return {
    functions: [...functions.values()],
    variables: [...variables.values()],
    branches: [...branches.values()].sort((a, b) => a.position - b.position),
  };
}

/** Names bound for the parts of a node: a block's, a lambda's parameters, a path's positions and contexts. */
function innerNames(node: AstNode, bound: ReadonlySet<string>): ReadonlySet<string> {
  const names: string[] = [];
  if (node.type === 'block') names.push(...boundNames(node.expressions ?? []));
  if (node.type === 'lambda' && node.thunk !== true) {
    for (const parameter of node.arguments ?? []) names.push(String(parameter.value));
    names.push(...boundNames([part(node.body)]));
  }
  for (const step of node.steps ?? []) {
    if (step.focus !== undefined) names.push(step.focus);
    if (step.index !== undefined) names.push(step.index);
    for (const stage of step.stages ?? []) if (stage.type === 'index') names.push(String(stage.value));
  }
  return names.length === 0 ? bound : new Set([...bound, ...names]);
}

function branchOf(node: AstNode): Branch {
  return {
    position: node.position ?? 0,
    test: startOf(part(node.condition)),
    holds: startOf(part(node.then)),
    ...(node.else !== undefined && { fails: startOf(node.else) }),
  };
}

/** Where a node's text starts: at its leftmost part. */
function startOf(node: AstNode): number {
  const own = node.position ?? Number.MAX_SAFE_INTEGER;
  const first =
    node.type === 'binary' || node.type === 'apply' ? leftOf(node) : (node.steps?.[0] ?? node.condition);
  return first === undefined ? own : Math.min(own, startOf(first));
}
