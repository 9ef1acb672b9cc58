import { type AstNode, childrenOf, leftOf, part as needed } from './ast.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { parse } from './parse.ts';
import { placeNodes } from './place.ts';
import { TextTokens } from './text-tokens.ts';

/** What a part of an expression is, as far as tools tell parts apart. */
export type SyntaxKind =
  | 'path'
  | 'name'
  | 'variable'
  | 'literal'
  | 'regex'
  | 'operation'
  | 'condition'
  | 'default'
  | 'call'
  | 'lambda'
  | 'array'
  | 'object'
  | 'block'
  | 'bind'
  | 'other';

/** A part of an expression's text: `text.slice(start, end)`, with the parts that it is made of. */
export interface SyntaxPart {
  readonly kind: SyntaxKind;
  /** 0-based UTF-16 offsets into the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** A literal's value, a name, a variable's name without `$`, an operation's operator. */
  readonly value: string | number | boolean | null | undefined;
  /**
   * In the order of the text. Of a condition: what is tested, what it gives if that holds, and what else, if it says;
   * of a default (`??`, `?:`): the value and its default. Of an operation: its operands; of a call: the function and
   * its arguments.
   */
  readonly children: readonly SyntaxPart[];
}

/** The parts of a text, from the whole down; undefined for a text that does not parse. */
export function syntaxParts(text: string): SyntaxPart | undefined {
  const parsed = parse(text, DEFAULT_LIMITS.source);
  if (!('ast' in parsed)) return undefined;
  placeNodes(parsed.ast, text);
  return partsOf(parsed.ast, text).get(parsed.ast);
}

/** The part of each node of a placed tree. */
export function partsOf(root: AstNode, text: string): ReadonlyMap<AstNode, SyntaxPart> {
  const tokens = new TextTokens(text, regexesIn(root));
  const parts = new Map<AstNode, SyntaxPart>();
  // The parser copies the left side of `??` and `?:`: the same text is one part.
  const known = new Map<string, SyntaxPart>();
  const visit = (node: AstNode): SyntaxPart => {
    const seen = parts.get(node);
    if (seen !== undefined) return seen;
    // A call in tail position is wrapped by the parser; in the text there is the call alone.
    const made = node.thunk === true ? visit(needed(node.body)) : describe(node);
    const key = `${made.kind} ${made.start} ${made.end}`;
    const same = known.get(key) ?? made;
    known.set(key, same);
    parts.set(node, same);
    return same;
  };
  const describe = (node: AstNode): SyntaxPart => {
    const kind = kindOf(node);
    const children = orderedChildren(node, kind).map(visit);
    if (kind === 'default') visit(testOf(node));
    const own = tokens.at(node.position ?? children[0]?.start ?? 0);
    const start = Math.min(own.start, ...children.map((child) => child.start));
    const sign = kind === 'literal' && text[own.start] === '-';
    const reach = Math.max(sign ? tokens.after(own).end : own.end, ...children.map((child) => child.end));
    const called = kind === 'call' || node.type === 'partial' || node.keepArray === true;
    return { kind, start, end: tokens.closed(start, reach, called), value: plainValue(node, kind), children };
  };
  visit(root);
  return parts;
}

function orderedChildren(node: AstNode, kind: SyntaxKind): readonly AstNode[] {
  if (kind === 'condition' || kind === 'default') {
    const tested = kind === 'condition' ? [needed(node.condition)] : [];
    return [...tested, needed(node.then), ...(node.else === undefined ? [] : [node.else])];
  }
  if (node.type === 'binary' || node.type === 'apply') return [leftOf(node), needed(node.rhs)];
  return childrenOf(node);
}

function kindOf(node: AstNode): SyntaxKind {
  switch (node.type) {
    case 'path':
    case 'name':
    case 'variable':
    case 'regex':
    case 'lambda':
    case 'block':
    case 'bind':
      return node.type;
    case 'string':
    case 'number':
    case 'value':
      return 'literal';
    case 'binary':
      return 'operation';
    case 'function':
      return 'call';
    case 'condition':
      return isDefault(node) ? 'default' : 'condition';
    case 'unary':
      return node.value === '[' ? 'array' : node.value === '{' ? 'object' : 'other';
    default:
      return 'other';
  }
}

/** `a ?? b` and `a ?: b` are parsed as conditions that hold `a` twice, both at the same place. */
function isDefault(node: AstNode): boolean {
  return testOf(node).position === needed(node.then).position;
}

/** What a default tests: its value, in `??` inside an `$exists` that is not in the text. */
function testOf(node: AstNode): AstNode {
  const condition = needed(node.condition);
  const [argument] = condition.arguments ?? [];
  const unwritten = condition.type === 'function' && argument?.position === node.then?.position;
  return unwritten && argument !== undefined ? argument : condition;
}

function plainValue(node: AstNode, kind: SyntaxKind): SyntaxPart['value'] {
  if (!['literal', 'name', 'variable', 'operation'].includes(kind)) return undefined;
  const { value } = node;
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain || value === null ? value : undefined;
}

function regexesIn(root: AstNode): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const seen = new Set<AstNode>();
  const visit = (node: AstNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.type === 'regex' && node.value instanceof RegExp && node.position !== undefined) {
      const flags = node.value.flags.replace('g', '');
      found.set(node.position, node.value.source.length + flags.length + 2);
    }
    childrenOf(node).forEach(visit);
  };
  visit(root);
  return found;
}
