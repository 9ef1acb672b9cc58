import { type AstNode, childrenOf } from './ast.ts';

/**
 * Moves every node's position from where jsonata's tokenizer stood (the end of the token) to where the token starts,
 * so that findings and errors point at what they mean. A call is placed at the function it calls.
 */
export function placeNodes(root: AstNode, text: string): void {
  const seen = new Set<AstNode>();
  const visit = (node: AstNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    childrenOf(node).forEach(visit);
    for (const parameter of node.type === 'lambda' ? (node.arguments ?? []) : []) visit(parameter);
    (node as { position?: number }).position = startOf(node, text);
    for (const stage of [...(node.predicate ?? []), ...(node.stages ?? [])]) placeStage(stage);
    if (node.group !== undefined) placeStage(node.group);
  };
  visit(root);
}

/** `[`, `{` and `#` are one character. */
function placeStage(stage: { readonly position?: number }): void {
  if (stage.position !== undefined) (stage as { position: number }).position = stage.position - 1;
}

function startOf(node: AstNode, text: string): number {
  if (node.type === 'path') return node.steps?.[0]?.position ?? 0;
  const end = node.position ?? node.condition?.position ?? 0;
  if (node.type === 'function' || node.type === 'partial' || node.type === 'lambda') {
    if (node.procedure?.position !== undefined && !node.thunk) return node.procedure.position;
    return lambdaStart(text, end);
  }
  for (const token of tokensOf(node)) if (text.endsWith(token, end)) return end - token.length;
  return Math.max(node.position === undefined ? end : end - 1, 0);
}

function lambdaStart(text: string, end: number): number {
  const head = /(?:function|λ)\s*\($/.exec(text.slice(Math.max(0, end - 64), end));
  return head === null ? Math.max(end - 1, 0) : end - head[0].length;
}

/** How a node's token may be written. */
function tokensOf(node: AstNode): string[] {
  const value = node.value;
  switch (node.type) {
    case 'name':
      return [`\`${value}\``, `"${value}"`, `'${value}'`, `${value}`];
    case 'variable':
      return [`$${value}`];
    case 'string':
      return [`"${value}"`, `'${value}'`];
    case 'bind':
      return [':='];
    case 'apply':
      return ['~>'];
    case 'regex':
      return value instanceof RegExp ? [`/${value.source}/${value.flags.replace('g', '')}`] : [];
    case 'binary':
    case 'value':
    case 'number':
    case 'wildcard':
    case 'descendant':
      return [String(value)];
    default:
      return [];
  }
}
