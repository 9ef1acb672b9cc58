import { ObjectId } from 'bson';
import type { AstNode } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { burn } from '../meter.ts';
import type { Frame } from '../run.ts';
import type { Scope } from '../scope.ts';
import { CONS, flattened, KEEP, mark, marksOf, SEQUENCE, sequenceOf } from '../values/sequence.ts';
import { view } from '../values/view.ts';
import { compileFilter, type Filter } from './filter.ts';
import { compileSort } from './sort.ts';

/** One step of a path: from the items so far to the next ones. */
export type Step = (items: readonly unknown[], frame: Frame, last: boolean) => unknown;

/** Marks a path's result to stay an array; a constructed array becomes its only item. Never marks input. */
export function kept(result: unknown): unknown {
  if (!Array.isArray(result)) return result;
  const marks = marksOf(result);
  if ((marks & SEQUENCE) !== 0) return mark(result, KEEP);
  return (marks & CONS) !== 0 ? mark(sequenceOf(result), KEEP) : result;
}

/** Compiles one step with the filters after it. */
export function compileStep(step: AstNode, index: number, scope: Scope, compiler: Compiler): Step {
  if (step.type === 'sort') {
    const sort = compileSort(step, scope, compiler);
    const stages = compileStages(step, scope, compiler);
    return (items, frame) =>
      stages.reduce<unknown>((value, stage) => stage(value, frame), sort(items, frame));
  }
  const evaluate = compiler.compile(step, scope);
  if (index === 0 && step.consarray === true) {
    // What is not the end of the path is gone through, and a date is gone through as the text that it stands for.
    return (items, frame, last) => {
      const result = evaluate(items, frame);
      return last ? result : textOf(result);
    };
  }
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

function textOf(result: unknown): unknown {
  return result instanceof Date || result instanceof ObjectId ? view(result) : result;
}

function compileStages(step: AstNode, scope: Scope, compiler: Compiler): Filter[] {
  return (step.stages ?? []).flatMap((stage) =>
    stage.type === 'filter' && stage.expr !== undefined ? [compileFilter(stage.expr, scope, compiler)] : [],
  );
}
