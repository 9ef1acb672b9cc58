import type { AstNode, AstStage } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { burn, checkLength } from '../meter.ts';
import type { Frame } from '../run.ts';
import type { Scope } from '../scope.ts';
import { sequence, sequenceOf } from '../values/sequence.ts';
import { keep } from './filter.ts';
import { compileSort } from './sort.ts';
import { type FrameOfTuple, holdsTuples, ITEM, type Tuple, tupleOf, tupleStream } from './tuple.ts';

/** One step of a path of tuples: from the tuples so far, or at first from plain items, to the next ones. */
export type TupleStep = (
  items: readonly unknown[],
  tuples: readonly unknown[] | undefined,
  frame: Frame,
) => readonly unknown[];

/** Compiles a step; its parts see the tuple's variables. */
export function compileTupleStep(
  step: AstNode,
  scope: Scope,
  compiler: Compiler,
  frameOf: FrameOfTuple,
): TupleStep {
  const stages = (step.stages ?? []).map((stage) => compileTupleStage(stage, scope, compiler, frameOf));
  const staged = (tuples: readonly unknown[], frame: Frame): readonly unknown[] =>
    stages.reduce((stream, stage) => stage(stream, frame), tuples);
  if (step.type === 'sort') {
    const sort = compileTupleSort(step, scope, compiler, frameOf);
    return (items, tuples, frame) => staged(sort(items, tuples, frame), frame);
  }
  const evaluate = compiler.compile(step, scope);
  return (items, tuples, frame) => {
    const made = tupleStream();
    for (const tuple of tuples ?? items.map((item) => ({ [ITEM]: item }))) {
      burn(1);
      const from = tuple as Tuple;
      const result = evaluate(from[ITEM], frameOf(from, frame));
      if (result === undefined) continue;
      const results = Array.isArray(result) ? result : [result];
      const nested = holdsTuples(result);
      results.forEach((value, index) => {
        made.push(nested ? tupleOf(from, value as Tuple) : bound(step, from, value, index));
      });
      checkLength(made.length);
    }
    return staged(made, frame);
  };
}

/** The tuple for one result of a step. */
function bound(step: AstNode, from: Tuple, value: unknown, index: number): Tuple {
  const tuple = tupleOf(from);
  if (step.focus !== undefined) tuple[step.focus] = value;
  else tuple[ITEM] = value;
  if (step.index !== undefined) tuple[step.index] = index;
  if (step.ancestor !== undefined) tuple[step.ancestor.label] = from[ITEM];
  return tuple;
}

function compileTupleSort(step: AstNode, scope: Scope, compiler: Compiler, frameOf: FrameOfTuple): TupleStep {
  const sort = compileSort(step, scope, compiler);
  return (items, tuples, frame) => {
    if (holdsTuples(tuples)) {
      return sort(tuples, frame, (tuple) => ({
        context: (tuple as Tuple)[ITEM],
        frame: frameOf(tuple as Tuple, frame),
      }));
    }
    const plain = frameOf(undefined, frame);
    if (tuples !== undefined) return sort(tuples, plain);
    const made = tupleStream();
    sort(items, plain).forEach((item, index) => {
      made.push(tupleOf({ [ITEM]: item, [String(step.index)]: index }));
    });
    return made;
  };
}

/** One filter or position binding over tuples. */
export type TupleStage = (tuples: readonly unknown[], frame: Frame) => readonly unknown[];

/** A filter or position binding after a step; plain items are filtered as anywhere else. */
export function compileTupleStage(
  stage: AstStage,
  scope: Scope,
  compiler: Compiler,
  frameOf: FrameOfTuple,
): TupleStage {
  const { expr } = stage;
  if (stage.type === 'index' || expr === undefined) {
    const name = String(stage.value);
    return (tuples) => {
      tuples.forEach((tuple, index) => {
        (tuple as Tuple)[name] = index;
      });
      return tuples;
    };
  }
  if (expr.type === 'number') {
    const position = Math.floor(expr.value as number);
    return (tuples) => {
      const item = tuples[position < 0 ? tuples.length + position : position];
      if (item === undefined) return holdsTuples(tuples) ? tupleStream() : sequence();
      if (!holdsTuples(tuples)) return Array.isArray(item) ? item : sequenceOf(item);
      const stream = tupleStream();
      stream.push(item);
      return stream;
    };
  }
  const test = compiler.compile(expr, scope);
  return (tuples, frame) => {
    const tupled = holdsTuples(tuples);
    const kept = tupled ? tupleStream() : sequence();
    for (let index = 0; index < tuples.length; index++) {
      burn(1);
      const tuple = tuples[index] as Tuple;
      const context = tupled ? tuple[ITEM] : tuple;
      keep(tuples, index, test(context, frameOf(tupled ? tuple : undefined, frame)), kept);
    }
    return kept;
  };
}
