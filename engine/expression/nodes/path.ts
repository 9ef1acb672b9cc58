import type { AstNode } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { burn } from '../meter.ts';
import type { Evaluate, Frame } from '../run.ts';
import type { Scope } from '../scope.ts';
import { CONS, flattened, itemsOf, KEEP, mark, marksOf, SEQUENCE, sequenceOf } from '../values/sequence.ts';
import { compileFieldPath, fieldNames } from './field-path.ts';
import { compileFilter, type Filter } from './filter.ts';
import { compileGroup } from './group.ts';
import { compileSort } from './sort.ts';
import { compileTuplePath } from './tuple-path.ts';

/** One step of a path: from the items so far to the next ones. */
type Step = (items: readonly unknown[], frame: Frame, last: boolean) => unknown;

/** A location path, raw (before unwrapping). */
export function compilePath(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const steps = node.steps ?? [];
  if (node.tuple === true || steps.some((step) => step.tuple === true))
    return compileTuplePath(node, scope, compiler);
  const names = fieldNames(node);
  if (names !== undefined) return compileFieldPath(names);
  const compiled = steps.map((step, index) => compileStep(step, index, scope, compiler));
  const fromVariable = steps[0]?.type === 'variable';
  const keepArray = node.keepSingletonArray === true;
  const last = compiled.length - 1;
  const group =
    node.group === undefined ? undefined : compileGroup(node.group.lhs, node.group.position, scope, compiler);
  return (input, frame) => {
    let items: unknown = Array.isArray(input) && !fromVariable ? input : sequenceOf(input);
    for (let index = 0; index <= last; index++) {
      items = (compiled[index] as Step)(itemsOf(items), frame, index === last);
      if (items === undefined || items === '' || (Array.isArray(items) && items.length === 0)) break;
    }
    if (keepArray) items = kept(items);
    return group === undefined ? items : group(items, frame);
  };
}

/** Marks a path's result to stay an array; a constructed array becomes its only item. Never marks input. */
function kept(result: unknown): unknown {
  if (!Array.isArray(result)) return result;
  const marks = marksOf(result);
  if ((marks & SEQUENCE) !== 0) return mark(result, KEEP);
  return (marks & CONS) !== 0 ? mark(sequenceOf(result), KEEP) : result;
}

function compileStep(step: AstNode, index: number, scope: Scope, compiler: Compiler): Step {
  if (step.type === 'sort') {
    const sort = compileSort(step, scope, compiler);
    const stages = compileStages(step, scope, compiler);
    return (items, frame) =>
      stages.reduce<unknown>((value, stage) => stage(value, frame), sort(items, frame));
  }
  const evaluate = compiler.compile(step, scope);
  if (index === 0 && step.consarray === true) return (items, frame) => evaluate(items, frame);
  const stages = compileStages(step, scope, compiler);
  return (items, frame, last) => {
    const results: unknown[] = [];
    for (let at = 0; at < items.length; at++) {
      burn(1);
      let result = evaluate(items[at], frame);
      for (const stage of stages) result = stage(result, frame);
      if (result !== undefined) results.push(result);
    }
    return flattened(results, last);
  };
}

function compileStages(step: AstNode, scope: Scope, compiler: Compiler): Filter[] {
  return (step.stages ?? []).flatMap((stage) =>
    stage.type === 'filter' && stage.expr !== undefined ? [compileFilter(stage.expr, scope, compiler)] : [],
  );
}
