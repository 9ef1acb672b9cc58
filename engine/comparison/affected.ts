import { type Element, keyText } from './elements/index.ts';
import type { Edit } from './pairing/index.ts';

/** What follows from the elements of one version: which parts of the drawer and which keys an element decides. */
export class Consequences {
  readonly #elements: readonly Element[];

  constructor(elements: readonly Element[]) {
    this.#elements = elements;
  }

  /** Places of the drawer that the elements decide: by themselves, through what uses them, or as a source of it. */
  drawerOf(elements: readonly Element[]): readonly string[] {
    return elements.flatMap((element) => [
      ...element.drawer,
      ...this.#usersOf(element).flatMap(({ drawer }) => drawer),
      ...this.#mappingsFrom(element).flatMap(({ drawer }) => drawer),
    ]);
  }

  /** The idempotency keys of the lists that hold one of these places. */
  keysOf(drawer: readonly string[]): readonly string[] {
    const lists = this.#elements.filter(({ kind }) => kind === 'output-key');
    return lists
      .filter(
        ({ text, drawer: own }) => text !== 'null' && own.some((list) => drawer.some((at) => isIn(at, list))),
      )
      .map(({ text, drawer: own }) => `${own[0]}[] ${text}`);
  }

  /** What uses a function or variable, directly or through others; variables are known in their own mapping. */
  #usersOf({ kind, key }: Element, seen: ReadonlySet<string> = new Set()): readonly Element[] {
    if (kind !== 'function' && kind !== 'let') return [];
    const name = key.at(-1) ?? '';
    const scope = kind === 'let' ? key.slice(0, 2) : [];
    const users = this.#elements.filter(
      (each) => each.uses.includes(name) && scope.every((part, at) => each.key[at] === part),
    );
    const fresh = users.filter((each) => !seen.has(keyText(each.key)));
    const all = new Set([...seen, ...fresh.map((each) => keyText(each.key))]);
    return fresh.flatMap((each) => [each, ...this.#usersOf(each, all)]);
  }

  #mappingsFrom({ key }: Element): readonly Element[] {
    const [head, name] = key;
    if (head !== 'source' || name === undefined) return [];
    return this.#elements.filter(
      ({ kind, meaning }) => kind === 'mapping-from' && Array.isArray(meaning) && meaning.includes(name),
    );
  }
}

/** Affected places and keys of an edit, on both sides, each once, in order. */
export function affectedBy(
  edit: Edit,
  before: Consequences,
  after: Consequences,
): { readonly drawer: readonly string[]; readonly keys: readonly string[] } {
  const old = before.drawerOf(edit.before);
  const now = after.drawerOf(edit.after);
  return {
    drawer: distinct([...old, ...now]),
    keys: distinct([...before.keysOf(old), ...after.keysOf(now)]),
  };
}

function isIn(place: string, list: string): boolean {
  return place === list || place.startsWith(`${list}.`);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
