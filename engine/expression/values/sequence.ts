import { checkLength } from '../meter.ts';

/**
 * JSONata's sequences are arrays with marks. Ours sit under one symbol, so no document can carry them:
 * a SEQUENCE of one item stands for the item and an empty one for nothing, unless it is to KEEP its array;
 * OUTER wraps an array given as the root; CONS comes from `[…]` and is not flattened by a path; TUPLES holds bindings.
 */
const MARKS = Symbol('marks');
export const SEQUENCE = 1;
export const KEEP = 2;
export const OUTER = 4;
export const CONS = 8;
export const TUPLES = 16;

interface Marked {
  [MARKS]?: number;
}

/** The marks of an array, 0 for any other value. */
export function marksOf(array: readonly unknown[]): number {
  return (array as Marked)[MARKS] ?? 0;
}

/** Adds marks to an array made during this evaluation (never to one of the input). */
export function mark<T extends unknown[]>(array: T, marks: number): T {
  (array as Marked)[MARKS] = ((array as Marked)[MARKS] ?? 0) | marks;
  return array;
}

/** An empty sequence. */
export function sequence(): unknown[] {
  const made: unknown[] = [];
  (made as Marked)[MARKS] = SEQUENCE;
  return made;
}

/** A sequence of one item, which may be undefined. */
export function sequenceOf(item: unknown): unknown[] {
  const made: unknown[] = [item];
  (made as Marked)[MARKS] = SEQUENCE;
  return made;
}

/** Whether a value is a sequence. */
export function isSequence(value: unknown): value is unknown[] {
  return Array.isArray(value) && (marksOf(value) & SEQUENCE) !== 0;
}

/** Whether this array wraps the root input. */
export function isOuter(value: unknown): value is unknown[] {
  return Array.isArray(value) && (marksOf(value) & OUTER) !== 0;
}

/** What a node yields for its raw result: nothing for an empty sequence, the item for a sequence of one. */
export function unwrap(value: unknown, keepArray: boolean): unknown {
  if (!Array.isArray(value)) return value;
  const marks = marksOf(value);
  if ((marks & SEQUENCE) === 0 || (marks & TUPLES) !== 0) return value;
  if (keepArray) mark(value, KEEP);
  if (value.length === 0) return undefined;
  if (value.length === 1 && !keepArray && (marks & KEEP) === 0) return value[0];
  return value;
}

/** Both values as one array, as `$append` does: an absent one gives the other. Never changes its arguments. */
export function append(first: unknown, second: unknown): unknown {
  if (first === undefined) return second;
  if (second === undefined) return first;
  const head = Array.isArray(first) ? first : [first];
  const tail = Array.isArray(second) ? second : [second];
  checkLength(head.length + tail.length);
  return head.concat(tail);
}

/** An array as a path step over it sees it: a text gives its units, anything else but an array nothing. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split('') : [];
}

/** Results of a path step as one sequence, flattened by one level; a last step's only array is taken as it is. */
export function flattened(results: readonly unknown[], last: boolean): unknown[] {
  const [only] = results;
  if (last && results.length === 1 && Array.isArray(only) && !isSequence(only)) return only;
  const flat = sequence();
  for (const result of results) {
    if (!Array.isArray(result) || (marksOf(result) & CONS) !== 0) flat.push(result);
    else for (const item of result) flat.push(item);
  }
  checkLength(flat.length);
  return flat;
}
