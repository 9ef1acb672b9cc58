import {
  type BsonDocument,
  type BsonValue,
  type DraftDocument,
  digest,
  encode,
  fieldsOf,
  idText,
  isDocument,
  sameValue,
} from '../bson/index.ts';
import { opened, removeAt, setAt, valueAt } from '../transform/index.ts';
import type { Image, PartImage } from './image.ts';
import type { DrawerShape } from './rollback-shape.ts';

/** A place of ours that holds something else by now: it is left as it is. */
export interface LeftPlace {
  readonly path: string;
  /** Logical id of the element, for lists. */
  readonly key: string | undefined;
}

/** What a bulk wrote into one drawer, part by part. */
export interface WrittenParts {
  readonly written: readonly PartImage[];
  /** Parts that the bulk took out. */
  readonly removed: readonly PartImage[];
}

/** A drawer without what a bulk wrote. */
export interface Cut {
  /** Undefined when nothing but ours was in it. */
  readonly bytes: Uint8Array | undefined;
  readonly left: readonly LeftPlace[];
}

type Path = readonly string[];

/** What the images before and after a bulk say that it wrote; of a drawer that it inserted, everything. */
export function writtenParts(before: Image | undefined, after: Image, inserted: boolean): WrittenParts {
  const earlier = inserted ? undefined : before?.parts;
  const written = [...after.parts].filter(([key, { digest }]) => earlier?.get(key)?.digest !== digest);
  const removed = [...(earlier ?? [])].filter(([key]) => !after.parts.has(key));
  return { written: written.map(([, part]) => part), removed: removed.map(([, part]) => part) };
}

/**
 * Takes out of a drawer that others have changed since what is still as the bulk wrote it, and puts back what stood
 * there before (design §8). What others wrote stays; a place of ours that holds something else is left and named.
 * With the last of their values gone, a drawer that the bulk inserted goes as a whole; otherwise it keeps `_id` and
 * the client, by which others find it. Cutting what is cut already changes nothing.
 */
export function cutDrawer(
  current: BsonDocument,
  before: BsonDocument | undefined,
  { written, removed }: WrittenParts,
  shape: DrawerShape,
  now: Date,
): Cut {
  const cutter = new Cutter(current, before, shape);
  const lists = new Map<string, PartImage[]>();
  for (const part of written) {
    if (part.key === undefined) cutter.value(part);
    else lists.set(part.label, [...(lists.get(part.label) ?? []), part]);
  }
  for (const [label, parts] of lists) cutter.list(label, parts);
  for (const part of removed) cutter.putBack(part);
  const { left } = cutter;
  if (!cutter.changed) return { bytes: current.bytes, left };
  cutter.tidy(now);
  if (before === undefined && left.length === 0 && cutter.isBare()) return { bytes: undefined, left };
  if (before !== undefined && sameValue(cutter.drawer, before)) return { bytes: before.bytes, left };
  return { bytes: encode(cutter.drawer), left };
}

class Cutter {
  readonly drawer: DraftDocument;
  readonly left: LeftPlace[] = [];
  changed = false;
  readonly #before: BsonDocument | undefined;
  readonly #shape: DrawerShape;
  /** Places that something was taken out of, whose parents may be empty now. */
  readonly #emptied: Path[] = [];

  constructor(current: BsonDocument, before: BsonDocument | undefined, shape: DrawerShape) {
    this.drawer = opened(current);
    this.#before = before;
    this.#shape = shape;
  }

  /** A value that there is once. */
  value({ label, digest: ours }: PartImage): void {
    const path = label.split('.');
    const held = valueAt(this.drawer, path);
    if (held === undefined) return;
    const earlier = valueAt(this.#before, path);
    if (digest(held) === ours) {
      this.#restore(path, earlier);
      return;
    }
    if (earlier !== undefined && sameValue(held, earlier)) return;
    const theirs = addedTo(held, ours);
    if (theirs === undefined || (earlier !== undefined && !isDocument(earlier))) {
      this.left.push({ path: label, key: undefined });
      return;
    }
    this.changed = true;
    setAt(this.drawer, path, earlier === undefined ? theirs : { ...fieldsOf(earlier), ...theirs });
  }

  /** Elements of a list. */
  list(label: string, parts: readonly PartImage[]): void {
    const path = label.split('.');
    const list = valueAt(this.drawer, path);
    if (list === undefined) return;
    const keys = this.#shape.lists.filter((one) => one.path.join('.') === label).map(({ key }) => key);
    const earlier = byKey(valueAt(this.#before, path), keys);
    const elements: (BsonValue | undefined)[] = Array.isArray(list) ? [...list] : [];
    const places = placesByKey(elements, keys);
    let taken = 0;
    for (const part of parts) {
      const key = part.key ?? '';
      const held = (places.get(key) ?? []).filter((at) => elements[at] !== undefined);
      const ours = held.find((at) => digest(elements[at] as BsonValue) === part.digest);
      const stood = earlier.get(key);
      if (ours !== undefined) {
        elements[ours] = stood;
        taken++;
      } else if (!Array.isArray(list) || held.some((at) => !isSame(elements[at], stood)))
        this.left.push({ path: label, key });
    }
    if (taken === 0) return;
    this.changed = true;
    const rest = elements.filter((element) => element !== undefined);
    setAt(this.drawer, path, inOrderOf(rest, valueAt(this.#before, path), keys));
    if (rest.length === 0 && valueAt(this.#before, path) === undefined) this.#takeOut(path);
  }

  /** A value that the bulk took out, where nobody has put another. */
  putBack({ label, key }: PartImage): void {
    const path = label.split('.');
    const earlier = valueAt(this.#before, path);
    if (key !== undefined || earlier === undefined || valueAt(this.drawer, path) !== undefined) return;
    setAt(this.drawer, path, earlier);
    this.changed = true;
  }

  /** Takes away what only came with our values: stamps, what the schema requires, objects that are empty now. */
  tidy(now: Date): void {
    for (const path of this.#shape.stamps) {
      const held = valueAt(this.drawer, path);
      if (held instanceof Date && held.getTime() === now.getTime())
        this.#restore(path, valueAt(this.#before, path));
    }
    for (const [path, empty] of leavesOf(this.#shape.shell, [])) {
      if (isSame(valueAt(this.drawer, path), empty) && valueAt(this.#before, path) === undefined)
        this.#takeOut(path);
    }
    const parents = new Map<string, Path>();
    for (const path of this.#emptied) {
      for (let depth = path.length - 1; depth > 0; depth--) {
        const parent = path.slice(0, depth);
        parents.set(parent.join('.'), parent);
      }
    }
    for (const path of [...parents.values()].sort((a, b) => b.length - a.length)) {
      const held = valueAt(this.drawer, path);
      const empty = held !== undefined && isDocument(held) && Object.keys(fieldsOf(held)).length === 0;
      if (empty && valueAt(this.#before, path) === undefined) removeAt(this.drawer, path);
    }
  }

  /** True when only that is left by which the drawer is found. */
  isBare(): boolean {
    const kept = new Set(['_id', this.#shape.client.join('.')]);
    return leavesOf(this.drawer, []).every(([path]) => kept.has(path.join('.')));
  }

  #restore(path: Path, earlier: BsonValue | undefined): void {
    this.changed = true;
    if (earlier === undefined) this.#takeOut(path);
    else setAt(this.drawer, path, earlier);
  }

  #takeOut(path: Path): void {
    removeAt(this.drawer, path);
    this.#emptied.push(path);
  }
}

function isSame(a: BsonValue | undefined, b: BsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameValue(a, b);
}

/**
 * The fields that others have added to an object of ours, where the ones before them are still as we wrote them; what
 * is set anew goes to the end.
 */
function addedTo(held: BsonValue, ours: string): DraftDocument | undefined {
  const fields = isDocument(held) ? Object.entries(fieldsOf(held)) : [];
  for (let count = fields.length - 1; count > 0; count--) {
    if (digest(Object.fromEntries(fields.slice(0, count))) === ours)
      return Object.fromEntries(fields.slice(count));
  }
  return undefined;
}

/** The places of a sample that hold no further fields. */
function leavesOf(sample: BsonValue, path: Path): readonly (readonly [Path, BsonValue])[] {
  const fields = isDocument(sample) ? Object.entries(fieldsOf(sample)) : [];
  if (fields.length === 0) return path.length === 0 ? [] : [[path, sample]];
  return fields.flatMap(([name, value]) => leavesOf(value, [...path, name]));
}

function keysOf(element: BsonValue | undefined, keys: readonly Path[]): readonly string[] {
  if (element === undefined || !isDocument(element)) return [];
  const found = keys.map((key) => valueAt(element, key)).filter((value) => value !== undefined);
  return [...new Set(found.map((value) => idText(value)))];
}

function placesByKey(
  elements: readonly (BsonValue | undefined)[],
  keys: readonly Path[],
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [at, element] of elements.entries())
    for (const key of keysOf(element, keys)) {
      const known = places.get(key);
      if (known === undefined) places.set(key, [at]);
      else known.push(at);
    }
  return places;
}

/** The first element of each logical id. */
function byKey(list: BsonValue | undefined, keys: readonly Path[]): ReadonlyMap<string, BsonValue> {
  const found = new Map<string, BsonValue>();
  for (const element of Array.isArray(list) ? list : [])
    for (const key of keysOf(element, keys)) if (!found.has(key)) found.set(key, element);
  return found;
}

/** The elements, with those that stood there before in the order they had; the others keep their places. */
function inOrderOf(
  elements: readonly BsonValue[],
  before: BsonValue | undefined,
  keys: readonly Path[],
): BsonValue[] {
  if (!Array.isArray(before)) return [...elements];
  const ranks = new Map<string, number>();
  for (const [rank, element] of before.entries()) ranks.set(nameOf(element, keys), rank);
  const rankOf = (element: BsonValue): number | undefined => ranks.get(nameOf(element, keys));
  const earlier = elements
    .filter((element) => rankOf(element) !== undefined)
    .sort((a, b) => (rankOf(a) ?? 0) - (rankOf(b) ?? 0));
  let next = 0;
  return elements.map((element) =>
    rankOf(element) === undefined ? element : (earlier[next++] as BsonValue),
  );
}

function nameOf(element: BsonValue, keys: readonly Path[]): string {
  const [key] = keysOf(element, keys);
  return key === undefined ? `=${digest(element)}` : `#${key}`;
}
