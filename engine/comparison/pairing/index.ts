import { stableText } from '../../contract/index.ts';
import { type Element, type ElementKind, keyText } from '../elements/index.ts';
import type { Edit } from './edit.ts';
import { startsWith, withNewNames } from './names.ts';
import { withOrders } from './orders.ts';
import { family, findMoves, findRenames } from './renames.ts';

/** Parts that come and go with all that lies below them. */
const containers: ReadonlySet<ElementKind> = new Set(['source', 'mapping', 'output', 'phase', 'property']);

/** All differences between the elements of two versions, in the order of the later one, what is gone last. */
export function editsBetween(before: readonly Element[], after: readonly Element[]): readonly Edit[] {
  const renames = findRenames(before, after);
  const named = withNewNames(before, renames);
  const moves = findMoves(named, after);
  const isMoved = (element: Element, side: 'before' | 'after'): boolean =>
    moves.some((move) => move[side][0] === element);
  const old = new Map(named.map((element) => [nameOf(element), element]));
  const now = new Map(after.map((element) => [nameOf(element), element]));
  const added = heads(after.filter((each) => !old.has(nameOf(each)) && !isMoved(each, 'after')));
  const removed = heads(named.filter((each) => !now.has(nameOf(each)) && !isMoved(each, 'before')));
  const changed = after.flatMap((each): readonly Edit[] => {
    const was = old.get(nameOf(each));
    if (was === undefined || stableText(was.meaning) === stableText(each.meaning)) return [];
    // A title below a new name came with it.
    if (each.kind === 'title' && renames.some(({ after: [head] }) => head && startsWith(each.key, head.key)))
      return [];
    return [{ kind: each.kind, edit: 'changed', before: [was], after: [each] }];
  });
  const staying = (side: 'before' | 'after', elements: readonly Element[]): readonly Element[] =>
    elements.filter((each) => !isMoved(each, side));
  return withOrders([
    ...renames,
    ...moves,
    ...changed,
    ...added.map((head): Edit => {
      return { kind: head.kind, edit: 'added', before: [], after: whole(head, staying('after', after)) };
    }),
    ...removed.map((head): Edit => {
      return { kind: head.kind, edit: 'removed', before: whole(head, staying('before', named)), after: [] };
    }),
  ]);
}

function nameOf({ kind, key }: Element): string {
  return `${kind} ${keyText(key)}`;
}

function whole(head: Element, elements: readonly Element[]): readonly Element[] {
  return containers.has(head.kind) ? family(head, elements) : [head];
}

/** Those that do not come or go with a container above them. */
function heads(elements: readonly Element[]): readonly Element[] {
  const outer = elements.filter(({ kind }) => containers.has(kind));
  return elements.filter(
    (each) =>
      !outer.some(
        (above) => above !== each && above.key.length < each.key.length && startsWith(each.key, above.key),
      ),
  );
}

export type { Edit, EditKind } from './edit.ts';
export { withNewName } from './names.ts';
