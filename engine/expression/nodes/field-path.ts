import type { AstNode } from '../ast.ts';
import type { Evaluate } from '../run.ts';
import { getField } from '../values/document.ts';
import { lookup } from '../values/lookup.ts';
import { CONS, flattened, isSequence, marksOf, unwrap } from '../values/sequence.ts';

/** The keys of a path that is nothing but fields; undefined for any other path. */
export function fieldNames(node: AstNode): string[] | undefined {
  if (node.keepSingletonArray === true || node.group !== undefined) return undefined;
  const names: string[] = [];
  for (const step of node.steps ?? []) {
    const plain =
      step.type === 'name' &&
      step.stages === undefined &&
      step.predicate === undefined &&
      step.group === undefined &&
      step.keepArray !== true &&
      step.tuple !== true;
    if (!plain) return undefined;
    names.push(String(step.value));
  }
  return names;
}

/** `a.b.c`, already unwrapped: walks down documents directly and falls back to sequences at the first array. */
export function compileFieldPath(names: readonly string[]): Evaluate {
  const [first = '', second] = names;
  if (names.length === 1) {
    return (input) => (Array.isArray(input) ? walkArray(input, names, 0) : only(getField(input, first)));
  }
  if (names.length === 2 && second !== undefined) {
    return (input) => {
      if (Array.isArray(input)) return walkArray(input, names, 0);
      const value = getField(input, first);
      return Array.isArray(value) ? walkItems(value, names, 1) : only(getField(value, second));
    };
  }
  return (input) => {
    let value = Array.isArray(input) ? undefined : input;
    if (value === undefined) return Array.isArray(input) ? walkArray(input, names, 0) : undefined;
    for (let index = 0; index < names.length; index++) {
      if (Array.isArray(value)) return walkItems(value, names, index);
      value = getField(value, names[index] as string);
    }
    return only(value);
  };
}

/** A path's single value: an array of the document as it is, a sequence made by the expression taken apart. */
function only(value: unknown): unknown {
  return isSequence(value) ? unwrap(flattened([value], true), false) : value;
}

/** Goes on into an array that a step gave: its items, or itself when it was constructed in place. */
function walkItems(value: readonly unknown[], names: readonly string[], index: number): unknown {
  return walkArray((marksOf(value) & CONS) !== 0 ? [value] : value, names, index);
}

/** The fields from `index` on, of every item of an array. */
function walkArray(items: readonly unknown[], names: readonly string[], index: number): unknown {
  let current: readonly unknown[] = items;
  for (let at = index; at < names.length; at++) {
    const name = names[at] as string;
    const results: unknown[] = [];
    for (const item of current) {
      const value = Array.isArray(item) ? unwrap(lookup(item, name), false) : getField(item, name);
      if (value !== undefined) results.push(value);
    }
    current = flattened(results, at === names.length - 1);
    if (current.length === 0) break;
  }
  return unwrap(current, false);
}
