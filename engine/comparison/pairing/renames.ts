import { type Plain, stableText } from '../../contract/index.ts';
import { type Element, type ElementKind, keyText } from '../elements/index.ts';
import type { Edit } from './edit.ts';
import { startsWith } from './names.ts';

/** Parts with a name of their own, outermost first: one that means the same under another name was renamed. */
const renameable: readonly ElementKind[] = ['source', 'mapping', 'output', 'function', 'parameter', 'let'];

/** Parts that may come to lie elsewhere with the same meaning. */
const movable: readonly ElementKind[] = ['field', 'finish', 'band'];

/** Parts of `before` that are in `after` under another name only, each pair unmistakable. */
export function findRenames(before: readonly Element[], after: readonly Element[]): readonly Edit[] {
  return renameable.flatMap((kind) => pairs(kind, before, after, sameOwner, 'renamed'));
}

/** Fields that mean the same in another place of the drawer. */
export function findMoves(before: readonly Element[], after: readonly Element[]): readonly Edit[] {
  return movable.flatMap((kind) => pairs(kind, before, after, sameMapping, 'moved'));
}

function pairs(
  kind: ElementKind,
  before: readonly Element[],
  after: readonly Element[],
  belongTogether: (a: Element, b: Element) => boolean,
  edit: 'renamed' | 'moved',
): readonly Edit[] {
  const gone = missing(kind, before, after);
  const come = missing(kind, after, before);
  const fits = (old: Element, now: Element): boolean =>
    belongTogether(old, now) && contentOf(old, before) === contentOf(now, after);
  return gone.flatMap((old) => {
    const candidates = come.filter((now) => fits(old, now));
    const [now] = candidates;
    if (now === undefined || candidates.length !== 1) return [];
    if (gone.filter((other) => fits(other, now)).length !== 1) return [];
    return [{ kind, edit, before: family(old, before), after: family(now, after) }];
  });
}

function missing(kind: ElementKind, from: readonly Element[], of: readonly Element[]): readonly Element[] {
  const known = new Set(of.filter((each) => each.kind === kind).map(({ key }) => keyText(key)));
  return from.filter((each) => each.kind === kind && !known.has(keyText(each.key)));
}

/** An element and all that lies below it, itself first. */
export function family(head: Element, elements: readonly Element[]): readonly Element[] {
  const below = elements.filter(
    (each) => each !== head && each.key.length > head.key.length && startsWith(each.key, head.key),
  );
  return [head, ...below];
}

/** What an element and all below it mean, without its own name; titles are for people. */
function contentOf(head: Element, elements: readonly Element[]): string {
  const parts = family(head, elements)
    .filter(({ kind }) => kind !== 'title')
    .map(({ kind, key, meaning }): Plain => [kind, key.slice(head.key.length), meaning]);
  return parts.map(stableText).sort().join('\n');
}

function sameOwner(a: Element, b: Element): boolean {
  return keyText(a.key.slice(0, -1)) === keyText(b.key.slice(0, -1));
}

/** Fields move within their mapping, the finish within itself, a band within its metric. */
function sameMapping(a: Element, b: Element): boolean {
  const depth = { field: 2, finish: 1, band: 3 }[a.kind as string] ?? a.key.length;
  return keyText(a.key.slice(0, depth)) === keyText(b.key.slice(0, depth));
}
