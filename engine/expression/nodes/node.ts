import { type AstNode, pairsOf, part } from '../ast.ts';
import { type Compiler, Unsupported } from '../compiler.ts';
import type { Evaluate } from '../run.ts';
import { Scope } from '../scope.ts';
import { sequenceOf, unwrap } from '../values/sequence.ts';
import { compileArithmetic, compileNegation } from './arithmetic.ts';
import { compileArray } from './array.ts';
import { compileBind, compileBlock } from './block.ts';
import { compileCall, compileTailCall } from './call.ts';
import { compileChain } from './chain.ts';
import { compileComparison, compileEquality, compileIncludes } from './comparison.ts';
import { compileConcatenation } from './concatenation.ts';
import { fieldNames } from './field-path.ts';
import { compileFilter } from './filter.ts';
import { compileGroup } from './group.ts';
import { compileLambda } from './lambda.ts';
import { compileLiteral } from './literal.ts';
import { compileCondition, compileLogic } from './logic.ts';
import { compileName } from './name.ts';
import { compileParent } from './parent.ts';
import { compilePartial } from './partial.ts';
import { compilePath } from './path.ts';
import { compileRange } from './range.ts';
import { compileRegex } from './regex.ts';
import { compileTransform } from './transform.ts';
import { tupleFrames, tupleNames } from './tuple.ts';
import { compileTupleGroup } from './tuple-group.ts';
import { compileTupleStage } from './tuple-step.ts';
import { compileVariable } from './variable.ts';
import { compileDescendants, compileWildcard } from './wildcard.ts';

type CompileNode = (node: AstNode, scope: Scope, compiler: Compiler) => Evaluate;

const BINARY: Readonly<Record<string, CompileNode>> = {
  '+': compileArithmetic,
  '-': compileArithmetic,
  '*': compileArithmetic,
  '/': compileArithmetic,
  '%': compileArithmetic,
  '<': compileComparison,
  '<=': compileComparison,
  '>': compileComparison,
  '>=': compileComparison,
  '=': compileEquality,
  '!=': compileEquality,
  and: compileLogic,
  or: compileLogic,
  '&': compileConcatenation,
  '..': compileRange,
  in: compileIncludes,
};

const UNARY: Readonly<Record<string, CompileNode>> = {
  '-': compileNegation,
  '[': compileArray,
  '{': (node, scope, compiler) => compileGroup(pairsOf(node), node.position ?? 0, scope, compiler),
};

const NODES: Readonly<Record<string, CompileNode>> = {
  path: compilePath,
  binary: (node, scope, compiler) => pick(BINARY, String(node.value), node)(node, scope, compiler),
  unary: (node, scope, compiler) => pick(UNARY, String(node.value), node)(node, scope, compiler),
  name: compileName,
  string: compileLiteral,
  number: compileLiteral,
  value: compileLiteral,
  wildcard: compileWildcard,
  descendant: compileDescendants,
  condition: compileCondition,
  block: compileBlock,
  bind: compileBind,
  regex: compileRegex,
  function: compileCall,
  variable: compileVariable,
  lambda: (node, scope, compiler) =>
    (node.thunk === true ? compileTailCall : compileLambda)(node, scope, compiler),
  partial: compilePartial,
  apply: compileChain,
  parent: compileParent,
  transform: compileTransform,
};

/** Node types whose raw value never is a sequence that still has to be unwrapped. */
const SETTLED = new Set(['string', 'number', 'value', 'regex', 'lambda', 'partial']);

function pick(table: Readonly<Record<string, CompileNode>>, kind: string, node: AstNode): CompileNode {
  const found = Object.hasOwn(table, kind) ? table[kind] : undefined;
  if (found === undefined)
    throw new Unsupported('expression.unsupported', `"${kind}" is not supported here`, node);
  return found;
}

/** Compiles one node with the predicates and grouping that hang on it; its value is unwrapped. */
export function compileNode(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  let evaluate = pick(NODES, node.type, node)(node, scope, compiler);
  const bare = node.predicate === undefined && (node.group === undefined || node.type === 'path');
  if (!bare) evaluate = (node.tuple === true ? withTuples : withFilters)(node, evaluate, scope, compiler);
  const keepArray = node.keepArray === true;
  if (bare && !keepArray && isSettled(node)) return evaluate;
  return (input, frame) => {
    const value = evaluate(input, frame);
    return typeof value === 'object' && value !== null ? unwrap(value, keepArray) : value;
  };
}

/** A value with the filters and grouping after it. */
function withFilters(node: AstNode, value: Evaluate, scope: Scope, compiler: Compiler): Evaluate {
  let evaluate = value;
  for (const predicate of node.predicate ?? []) {
    const filter = compileFilter(part(predicate.expr), scope, compiler);
    const inner = evaluate;
    evaluate = (input, frame) => filter(inner(input, frame), frame);
  }
  if (node.group === undefined || node.type === 'path') return evaluate;
  const grouping = compileGroup(node.group.lhs, node.group.position, scope, compiler);
  const inner = evaluate;
  return (input, frame) => grouping(inner(input, frame), frame);
}

/** The same for a block that may give tuples, whose variables the filters then see. */
function withTuples(node: AstNode, value: Evaluate, scope: Scope, compiler: Compiler): Evaluate {
  const names = tupleNames([node]).add('');
  const inner = new Scope(scope, names);
  const frameOf = tupleFrames(names, inner);
  let evaluate = value;
  for (const predicate of node.predicate ?? []) {
    const stage = compileTupleStage(predicate, inner, compiler, frameOf);
    const before = evaluate;
    evaluate = (input, frame) => {
      const values = before(input, frame);
      return stage(Array.isArray(values) ? values : sequenceOf(values), frame);
    };
  }
  if (node.group === undefined) return evaluate;
  const grouping = compileTupleGroup(node.group, inner, compiler, frameOf);
  const before = evaluate;
  return (input, frame) => grouping(before(input, frame), frame);
}

function isSettled(node: AstNode): boolean {
  if (node.type === 'path') return node.tuple !== true && fieldNames(node) !== undefined;
  if (node.type === 'binary') return node.value !== '..';
  return node.type === 'unary' || SETTLED.has(node.type);
}
