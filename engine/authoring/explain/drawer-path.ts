import { BsonDocument, type BsonValue, fieldsOf, idText, isDocument } from '../../bson/index.ts';
import { formatName, type KeyedList } from '../../contract/index.ts';

/** A step of a path in a drawer: a field, or the place of an element in a list. */
export type Segment = string | number;

/** `services.training.plans[0].status`; a name with odd characters stands in backticks. */
export function formatDrawerPath(path: readonly Segment[]): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else text += `${text === '' ? '' : '.'}${formatName(segment)}`;
  }
  return text;
}

/**
 * Reads a path as `formatDrawerPath` writes it; an element may be named by its logical id as well
 * (`plans[t1].status`). Undefined for a text that is no path.
 */
export function parseDrawerPath(text: string): readonly (Segment | { readonly key: string })[] | undefined {
  const token = /\.?(?:`([^`]+)`|\[([^\]]+)\]|([^.[\]`]+))/y;
  const path: (Segment | { readonly key: string })[] = [];
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (found === null || (at === 0) === text.startsWith('.')) {
      if (found === null || at === 0) return undefined;
    }
    const [, odd, inside, name] = found;
    if (inside !== undefined) path.push(/^\d+$/.test(inside) ? Number(inside) : { key: inside });
    else path.push(odd ?? name ?? '');
  }
  return path;
}

/** A path with elements by place instead of by logical id; undefined when the drawer has no such element. */
export function placedPath(
  drawer: BsonValue,
  path: readonly (Segment | { readonly key: string })[],
  lists: readonly KeyedList[],
): readonly Segment[] | undefined {
  const placed: Segment[] = [];
  for (const segment of path) {
    if (typeof segment !== 'object') {
      placed.push(segment);
      continue;
    }
    const list = valueIn(drawer, placed);
    const label = placed.join('.');
    const keys = lists.filter((keyed) => keyed.label === label).map(({ key }) => key);
    const at = Array.isArray(list)
      ? list.findIndex((element: BsonValue) =>
          keys.some((key) => {
            const id = valueIn(element, key);
            return id !== undefined && idText(id) === segment.key;
          }),
        )
      : -1;
    if (at < 0) return undefined;
    placed.push(at);
  }
  return placed;
}

/** The value at a path, undefined when there is none. */
export function valueIn(value: BsonValue | undefined, path: readonly Segment[]): BsonValue | undefined {
  let at = value;
  for (const segment of path) {
    if (typeof segment === 'number')
      at = Array.isArray(at) ? (at[segment] as BsonValue | undefined) : undefined;
    else if (at !== undefined && isDocument(at)) {
      const fields = fieldsOf(at);
      at = Object.hasOwn(fields, segment) ? fields[segment] : undefined;
    } else return undefined;
  }
  return at;
}

/** Every value of a document that is no object and no list of objects, with its path; empty ones count as values. */
export function leavesIn(value: BsonValue, path: readonly Segment[] = []): readonly Leaf[] {
  if (isDocument(value)) {
    const fields = Object.entries(value instanceof BsonDocument ? value.fields() : value);
    if (fields.length > 0) return fields.flatMap(([name, inner]) => leavesIn(inner, [...path, name]));
  }
  if (Array.isArray(value) && value.some((item) => isDocument(item as BsonValue))) {
    return (value as readonly BsonValue[]).flatMap((item, at) => leavesIn(item, [...path, at]));
  }
  return [{ path, value }];
}

export interface Leaf {
  readonly path: readonly Segment[];
  readonly value: BsonValue;
}
