import type { AstNode } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import type { Evaluate } from '../run.ts';
import { boundNames, Scope } from '../scope.ts';
import { itemsOf, sequence, sequenceOf } from '../values/sequence.ts';
import { compileStep, kept, type Step } from './path-step.ts';
import { ITEM, type Tuple, tupleFrames, tupleNames } from './tuple.ts';
import { compileTupleGroup } from './tuple-group.ts';
import { compileTupleStep, type TupleStep } from './tuple-step.ts';

/** A path with `@`, `#` or `%`: from the first such step on, it carries tuples instead of items. */
export function compileTuplePath(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const steps = node.steps ?? [];
  const first = steps.findIndex((step) => step.tuple === true);
  const start = first < 0 ? steps.length : first;
  const names = tupleNames([node]);
  names.add('');
  const inner = new Scope(scope, [...names, ...boundNames([node])]);
  const frameOf = tupleFrames(names, inner);
  const plain = steps.slice(0, start).map((step, index) => compileStep(step, index, scope, compiler));
  const opening = start === 0 && steps[0]?.consarray === true ? steps[0] : undefined;
  const constructed = opening && compiler.compile(opening, scope);
  const tupled = steps
    .slice(opening === undefined ? start : 1)
    .map((step) => compileTupleStep(step, inner, compiler, frameOf));
  const walk = walker(steps, plain, constructed, tupled, node.tuple === true);
  const group = node.group && compileTupleGroup(node.group, inner, compiler, frameOf);
  const keepArray = node.keepSingletonArray === true;
  return (input, frame) => {
    const { result, tuples } = walk(input, frame);
    const whole = keepArray ? kept(result) : result;
    return group === undefined ? whole : group(tuples ?? whole, frame);
  };
}

interface Walked {
  readonly result: unknown;
  readonly tuples: readonly unknown[] | undefined;
}

function walker(
  steps: readonly AstNode[],
  plain: readonly Step[],
  constructed: Evaluate | undefined,
  tupled: readonly TupleStep[],
  keepTuples: boolean,
): (...context: Parameters<Evaluate>) => Walked {
  const fromVariable = steps[0]?.type === 'variable';
  const last = steps.length - 1;
  return (input, frame) => {
    let items: unknown = Array.isArray(input) && !fromVariable ? input : sequenceOf(input);
    for (let index = 0; index < plain.length; index++) {
      items = (plain[index] as Step)(itemsOf(items), frame, index === last);
      if (items === undefined || (Array.isArray(items) && items.length === 0))
        return { result: items, tuples: undefined };
    }
    if (tupled.length === 0 && constructed === undefined) return { result: items, tuples: undefined };
    let tuples: readonly unknown[] | undefined;
    if (constructed !== undefined) {
      // A constructed array opens the path: it is evaluated once, and with a focus the context stays what it was.
      const made = constructed(items, frame);
      if (steps[0]?.focus === undefined) items = made;
    }
    for (const step of tupled) tuples = step(itemsOf(items), tuples, frame);
    return { result: keepTuples ? tuples : itemsIn(tuples ?? []), tuples };
  };
}

function itemsIn(tuples: readonly unknown[]): unknown[] {
  const items = sequence();
  for (const tuple of tuples) items.push((tuple as Tuple)[ITEM]);
  return items;
}
