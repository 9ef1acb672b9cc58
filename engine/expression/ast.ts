/** A node of jsonata's syntax tree after its own post-processing; which fields it has depends on `type`. */
export interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly name?: string;
  readonly steps?: readonly AstNode[];
  readonly expressions?: readonly AstNode[];
  readonly expression?: AstNode;
  readonly arguments?: readonly AstNode[];
  readonly procedure?: AstNode;
  readonly body?: AstNode;
  readonly thunk?: boolean;
  readonly signature?: { readonly definition: string };
  readonly condition?: AstNode;
  readonly then?: AstNode;
  readonly else?: AstNode;
  /** Operands: nodes of a binary operator, pairs of an object constructor. */
  readonly lhs?: AstNode | readonly (readonly [AstNode, AstNode])[];
  readonly rhs?: AstNode;
  readonly terms?: readonly { readonly descending: boolean; readonly expression: AstNode }[];
  readonly predicate?: readonly AstStage[];
  readonly stages?: readonly AstStage[];
  readonly group?: { readonly lhs: readonly (readonly [AstNode, AstNode])[]; readonly position: number };
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  readonly consarray?: boolean;
  readonly tuple?: boolean;
  readonly focus?: string;
  readonly index?: string;
  readonly ancestor?: { readonly label: string };
  readonly slot?: { readonly label: string };
  readonly pattern?: AstNode;
  readonly update?: AstNode;
  readonly delete?: AstNode;
}

/** A filter `[…]` or a position binding `#$i` hanging on a step. */
export interface AstStage {
  readonly type: 'filter' | 'index';
  readonly expr?: AstNode;
  readonly value?: string;
  readonly position?: number;
}

export type AstPair = readonly [AstNode, AstNode];

/** The pairs of an object constructor. */
export function pairsOf(node: AstNode): readonly AstPair[] {
  return Array.isArray(node.lhs) ? (node.lhs as readonly AstPair[]) : [];
}

/** The left operand of a binary node. */
export function leftOf(node: AstNode): AstNode {
  return node.lhs as AstNode;
}

/** A part that this kind of node always has. */
export function part(node: AstNode | undefined): AstNode {
  if (node === undefined) throw new TypeError('a syntax tree node lacks a part');
  return node;
}

/** Every direct part of a node, in the order of the text. */
export function childrenOf(node: AstNode): AstNode[] {
  const children: AstNode[] = [];
  const add = (child: AstNode | undefined): void => {
    if (child !== undefined) children.push(child);
  };
  add(node.procedure);
  for (const list of [node.steps, node.expressions, node.arguments]) list?.forEach(add);
  add(node.expression);
  add(node.condition);
  add(node.then);
  add(node.else);
  if (Array.isArray(node.lhs)) for (const pair of pairsOf(node)) children.push(...pair);
  else add(node.lhs as AstNode | undefined);
  add(node.rhs);
  add(node.body);
  add(node.pattern);
  add(node.update);
  add(node.delete);
  node.terms?.forEach((term) => {
    add(term.expression);
  });
  for (const stages of [node.predicate, node.stages])
    stages?.forEach((stage) => {
      add(stage.expr);
    });
  node.group?.lhs.forEach((pair) => {
    children.push(...pair);
  });
  return children;
}
