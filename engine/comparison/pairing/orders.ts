import type { Plain } from '../../contract/index.ts';
import type { Element } from '../elements/index.ts';
import type { Edit } from './edit.ts';

/**
 * The order of a list of rules counts where the first that applies decides. A list that is in another order only
 * because a rule came or went goes with that rule's edit; one whose rules changed places is an edit by itself.
 */
export function withOrders(edits: readonly Edit[]): readonly Edit[] {
  return edits.filter(isOrder).reduce(fold, edits);
}

function fold(edits: readonly Edit[], order: Edit): readonly Edit[] {
  const cause = edits.find((edit) => !isOrder(edit) && edit.edit !== 'changed' && sameList(edit, order));
  const reordered = order.edit === 'changed' && !keepsOrder(order);
  if (cause === undefined || reordered) return edits;
  return edits
    .filter((edit) => edit !== order)
    .map((edit) =>
      edit === cause
        ? { ...edit, before: [...edit.before, ...order.before], after: [...edit.after, ...order.after] }
        : edit,
    );
}

function isOrder({ kind }: Edit): boolean {
  return kind === 'rule-order';
}

function sameList(edit: Edit, order: Edit): boolean {
  const listOf = (element: Element | undefined): string => JSON.stringify(element?.key.slice(0, 3));
  return listOf(edit.after[0] ?? edit.before[0]) === listOf(order.after[0] ?? order.before[0]);
}

/** Whether what both lists have is in the same order in both. */
function keepsOrder({ before, after }: Edit): boolean {
  const [old, now] = [namesOf(before[0]), namesOf(after[0])];
  const common = (list: readonly Plain[], other: readonly Plain[]): string =>
    JSON.stringify(list.filter((name) => other.includes(name)));
  return common(old, now) === common(now, old);
}

function namesOf(element: Element | undefined): readonly Plain[] {
  return Array.isArray(element?.meaning) ? element.meaning : [];
}
