import { type AstNode, childrenOf } from '../ast.ts';
import { Frame } from '../run.ts';
import type { Scope } from '../scope.ts';
import { mark, marksOf, sequence, TUPLES } from '../values/sequence.ts';

/**
 * One item of a path with `@`, `#` or `%`: the item itself under '@', and the variables bound on the way to it.
 * It has no prototype, since parts of JSONata read it as a document.
 */
export type Tuple = Record<string, unknown>;

/** The item of a tuple. */
export const ITEM = '@';

/** A new tuple with the fields of others. */
export function tupleOf(...parts: readonly object[]): Tuple {
  return Object.assign(Object.create(null), ...parts) as Tuple;
}

/** An empty stream of tuples. */
export function tupleStream(): unknown[] {
  return mark(sequence(), TUPLES);
}

/** Whether an array holds tuples. */
export function holdsTuples(value: unknown): value is Tuple[] {
  return Array.isArray(value) && (marksOf(value) & TUPLES) !== 0;
}

/** Every name that tuples made inside these nodes may carry. */
export function tupleNames(nodes: readonly AstNode[]): Set<string> {
  const names = new Set<string>();
  const visit = (node: AstNode): void => {
    if (node.focus !== undefined) names.add(node.focus);
    if (node.index !== undefined) names.add(node.index);
    if (node.ancestor !== undefined) names.add(node.ancestor.label);
    for (const stage of node.stages ?? []) if (stage.type === 'index') names.add(String(stage.value));
    if (node.type === 'sort') names.add(String(node.index));
    childrenOf(node).forEach(visit);
  };
  nodes.forEach(visit);
  return names;
}

/** Makes the frame in which a step, filter or sort key of such a path runs: the tuple's variables in their slots. */
export type FrameOfTuple = (tuple: Tuple | undefined, frame: Frame) => Frame;

/** The frame maker of a tuple scope that holds these names. */
export function tupleFrames(names: ReadonlySet<string>, scope: Scope): FrameOfTuple {
  const places = [...names].map((name) => ({ name, slot: scope.slot(name) }));
  const empty = scope.emptySlots();
  return (tuple, frame) => {
    const slots = empty.slice();
    if (tuple !== undefined) {
      for (const { name, slot } of places) if (Object.hasOwn(tuple, name)) slots[slot] = tuple[name];
    }
    return new Frame(frame.run, frame, slots);
  };
}
