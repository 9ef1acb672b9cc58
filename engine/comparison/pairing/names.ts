import { type Plain, unordered } from '../../contract/index.ts';
import type { Element, ElementKind } from '../elements/index.ts';
import type { Edit } from './edit.ts';

/** Lists of names of other parts: what kind of part they name, and whether their order means something. */
const lists: Readonly<Partial<Record<string, { readonly of: ElementKind; readonly ordered: boolean }>>> = {
  'mapping-from': { of: 'source', ordered: true },
  'mapping-after': { of: 'mapping', ordered: false },
};

/** The elements of the earlier version as they would be had only its names changed. */
export function withNewNames(elements: readonly Element[], renames: readonly Edit[]): readonly Element[] {
  return renames.reduce<readonly Element[]>((all, { kind, before, after }) => {
    const [old, now] = [before[0], after[0]];
    return old === undefined || now === undefined ? all : all.map((each) => renamed(each, kind, old, now));
  }, elements);
}

function renamed(element: Element, kind: ElementKind, old: Element, now: Element): Element {
  if (startsWith(element.key, old.key))
    return { ...element, key: [...now.key, ...element.key.slice(old.key.length)] };
  const names = { from: old.key.at(-1) ?? '', to: now.key.at(-1) ?? '' };
  return { ...element, meaning: withNewName(element.kind, element.meaning, kind, names) };
}

/** The meaning of a list of names once a part of that kind has another name; any other meaning as it is. */
export function withNewName(
  list: string,
  meaning: Plain,
  kind: string,
  names: { readonly from: string; readonly to: string },
): Plain {
  const known = lists[list];
  if (known?.of !== kind || !Array.isArray(meaning)) return meaning;
  const next = meaning.map((name: Plain) => (name === names.from ? names.to : name));
  return known.ordered ? next : unordered(next);
}

/** Whether a key lies at or below another. */
export function startsWith(key: readonly string[], head: readonly string[]): boolean {
  return head.every((part, index) => key[index] === part);
}
