import type { AstNode } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { ExpressionError } from '../error.ts';
import type { Evaluate, Frame } from '../run.ts';
import type { Scope } from '../scope.ts';
import { mergeSort } from '../values/merge-sort.ts';
import { view } from '../values/view.ts';

interface Term {
  readonly key: Evaluate;
  readonly sign: 1 | -1;
}

/** Sorts items; `contextOf` tells in which context and frame an item's keys are evaluated, if not the item's own. */
export type Sort = (
  items: readonly unknown[],
  frame: Frame,
  contextOf?: (item: unknown) => { readonly context: unknown; readonly frame: Frame },
) => readonly unknown[];

/** `^(…)`: the items in order of the terms; items without a key come last. */
export function compileSort(node: AstNode, scope: Scope, compiler: Compiler): Sort {
  const terms: Term[] = (node.terms ?? []).map((term) => ({
    key: compiler.compile(term.expression, scope),
    sign: term.descending ? -1 : 1,
  }));
  const position = node.position ?? 0;
  return (items, frame, contextOf) => {
    if (items.length <= 1) return items;
    const ranked = items.map((item) => {
      const { context, frame: inner } = contextOf?.(item) ?? { context: item, frame };
      return new Ranked(item, context, inner, terms);
    });
    return mergeSort(ranked, (left, right) => comesAfter(left, right, terms, position)).map(
      (each) => each.item,
    );
  };
}

/** An item with its sort keys, each evaluated once and only when asked for. */
class Ranked {
  readonly item: unknown;
  readonly #context: unknown;
  readonly #frame: Frame;
  readonly #terms: readonly Term[];
  readonly #keys: unknown[] = [];

  constructor(item: unknown, context: unknown, frame: Frame, terms: readonly Term[]) {
    this.item = item;
    this.#context = context;
    this.#frame = frame;
    this.#terms = terms;
  }

  key(index: number): unknown {
    if (index >= this.#keys.length)
      this.#keys.push((this.#terms[index] as Term).key(this.#context, this.#frame));
    return this.#keys[index];
  }
}

function comesAfter(left: Ranked, right: Ranked, terms: readonly Term[], position: number): boolean {
  for (let index = 0; index < terms.length; index++) {
    const a = left.key(index);
    const b = right.key(index);
    if (a === undefined && b === undefined) continue;
    if (a === undefined) return true;
    if (b === undefined) return false;
    const order = compareKeys(a, b, position);
    if (order !== 0) return order * (terms[index] as Term).sign > 0;
  }
  return false;
}

function compareKeys(left: unknown, right: unknown, position: number): number {
  const a = view(left);
  const b = view(right);
  if (!isKey(a) || !isKey(b))
    throw new ExpressionError('T2008', { value: isKey(a) ? right : left, position });
  if (typeof a !== typeof b) throw new ExpressionError('T2007', { value: left, position });
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isKey(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
