import { BsonDocument, type BsonValue, fieldsOf, isDocument, sameValue } from '../../bson/index.ts';
import type { Segment } from '../explain/drawer-path.ts';

/** A place where a value is not the one that is wanted. */
export interface ValueDifference {
  readonly path: readonly Segment[];
  readonly want: BsonValue | undefined;
  readonly got: BsonValue | undefined;
}

/** Where two values differ, as deep as they have the same form; lists are compared place by place. */
export function differences(
  want: BsonValue | undefined,
  got: BsonValue | undefined,
  path: readonly Segment[] = [],
): readonly ValueDifference[] {
  if (want === undefined || got === undefined) return want === got ? [] : [{ path, want, got }];
  if (Array.isArray(want) && Array.isArray(got) && want.length === got.length) {
    return want.flatMap((item: BsonValue, at) => differences(item, got[at] as BsonValue, [...path, at]));
  }
  if (isDocument(want) && isDocument(got)) {
    const [wanted, given] = [fieldsOf(want), fieldsOf(got)];
    const names = new Set([...Object.keys(wanted), ...Object.keys(given)]);
    return [...names].flatMap((name) => differences(own(wanted, name), own(given, name), [...path, name]));
  }
  return sameValue(want, got) ? [] : [{ path, want, got }];
}

/** A document without what stands at some paths. */
export function without(value: BsonValue, paths: readonly (readonly string[])[]): BsonValue {
  if (!isDocument(value) || paths.length === 0) return value;
  const copy: Record<string, BsonValue> = Object.create(null);
  for (const [name, inner] of Object.entries(value instanceof BsonDocument ? value.fields() : value)) {
    const below = paths.filter(([first]) => first === name).map((path) => path.slice(1));
    if (below.some((path) => path.length === 0)) continue;
    copy[name] = without(inner, below);
  }
  return copy;
}

function own(fields: Readonly<Record<string, BsonValue>>, name: string): BsonValue | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
