import { type AstNode, part } from '../ast.ts';
import type { ResultKind } from './facts.ts';

type Kinds = ReadonlySet<ResultKind>;

const of = (...kinds: ResultKind[]): Kinds => new Set(kinds);
const UNKNOWN = of('unknown');
const FUNCTION = of('function');
const BINARY: Readonly<Record<string, Kinds>> = {
  '&': of('string'),
  '=': of('boolean'),
  '!=': of('boolean'),
  in: of('boolean'),
  and: of('boolean'),
  or: of('boolean'),
  '<': of('boolean', 'absent'),
  '<=': of('boolean', 'absent'),
  '>': of('boolean', 'absent'),
  '>=': of('boolean', 'absent'),
  '..': of('array', 'number', 'absent'),
};
const NUMBER = of('number', 'absent');
const TEXT = of('string', 'absent');
const CALLS = new Map<string, Kinds>([
  ...[
    'sum',
    'max',
    'min',
    'average',
    'length',
    'number',
    'floor',
    'ceil',
    'round',
    'abs',
    'sqrt',
    'power',
  ].map((name) => [name, NUMBER] as const),
  ...['parseInteger', 'toMillis'].map((name) => [name, NUMBER] as const),
  ...['count', 'millis', 'random'].map((name) => [name, of('number')] as const),
  ...[
    'string',
    'substring',
    'substringBefore',
    'substringAfter',
    'lowercase',
    'uppercase',
    'trim',
    'pad',
  ].map((name) => [name, TEXT] as const),
  ...['replace', 'join', 'formatNumber', 'formatBase', 'formatInteger', 'base64encode', 'base64decode'].map(
    (name) => [name, TEXT] as const,
  ),
  ...['encodeUrl', 'encodeUrlComponent', 'decodeUrl', 'decodeUrlComponent', 'fromMillis', 'type'].map(
    (name) => [name, TEXT] as const,
  ),
  ['now', of('string')],
  ['exists', of('boolean')],
  ...['boolean', 'not', 'contains'].map((name) => [name, of('boolean', 'absent')] as const),
  ['merge', of('object', 'absent')],
  ['sift', of('object', 'absent')],
  ['split', of('array', 'absent')],
  ['zip', of('array')],
  ['keys', of('string', 'array', 'absent')],
  ['match', of('object', 'array', 'absent')],
  ['assert', of('absent')],
  ['error', of()],
]);

/** The kinds that an expression can give; `own` says whether a name means JSONata's function here. */
export function resultKinds(node: AstNode, own: (name: string) => boolean): Kinds {
  const bare = node.type === 'path' || (node.predicate === undefined && node.group === undefined);
  if (!bare) return node.group === undefined ? UNKNOWN : of('object');
  return kindsOf(node, own);
}

function kindsOf(node: AstNode, own: (name: string) => boolean): Kinds {
  const recur = (inner: AstNode): Kinds => resultKinds(inner, own);
  switch (node.type) {
    case 'string':
      return of('string');
    case 'number':
      return of('number');
    case 'value':
      return of(node.value === null ? 'null' : 'boolean');
    case 'binary':
      return BINARY[String(node.value)] ?? NUMBER;
    case 'unary':
      return node.value === '[' ? of('array') : node.value === '{' ? of('object') : NUMBER;
    case 'condition':
      return union(recur(part(node.then)), node.else === undefined ? of('absent') : recur(node.else));
    case 'block':
      return node.expressions?.length ? recur(node.expressions.at(-1) as AstNode) : of('absent');
    case 'bind':
      return recur(part(node.rhs));
    case 'lambda':
      return node.thunk === true ? recur(part(node.body)) : FUNCTION;
    case 'partial':
    case 'regex':
    case 'transform':
      return FUNCTION;
    case 'function':
      return callKinds(node, own);
    case 'apply':
      return node.rhs?.type === 'function' ? recur(node.rhs) : chained(part(node.rhs), own);
    case 'path':
      return pathKinds(node, own);
    default:
      return UNKNOWN;
  }
}

function callKinds(node: AstNode, own: (name: string) => boolean): Kinds {
  return functionKinds(part(node.procedure), own);
}

function functionKinds(procedure: AstNode, own: (name: string) => boolean): Kinds {
  const name =
    procedure.type === 'variable' && procedure.predicate === undefined ? String(procedure.value) : undefined;
  return name !== undefined && own(name) ? (CALLS.get(name) ?? UNKNOWN) : UNKNOWN;
}

/** `x ~> $f` gives f's kinds, unless x is a function. */
function chained(target: AstNode, own: (name: string) => boolean): Kinds {
  const kinds = functionKinds(target, own);
  return kinds === UNKNOWN ? UNKNOWN : union(kinds, FUNCTION);
}

function pathKinds(node: AstNode, own: (name: string) => boolean): Kinds {
  if (node.group !== undefined) return of('object');
  if (node.keepSingletonArray === true) return of('array', 'absent');
  const last = node.steps?.at(-1);
  if (last === undefined || last.type === 'sort' || last.type === 'name') return UNKNOWN;
  const kinds = resultKinds(last, own);
  return kinds.has('unknown') ? UNKNOWN : union(kinds, of('array', 'absent'));
}

function union(...sets: readonly Kinds[]): Kinds {
  return new Set(sets.flatMap((set) => [...set]));
}
