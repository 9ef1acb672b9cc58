import { Double } from 'bson';
import type { BsonValue, DraftDocument } from '../../engine/bson/index.ts';
import { fieldsOf, isDocument } from '../../engine/bson/index.ts';

/** A drawer as plain data that can be changed. */
export type Tree = string | number | boolean | null | object | readonly BsonValue[];

/** A change to a drawer at one place; `undefined` when it does not apply there. */
export interface Mutation {
  readonly name: string;
  apply(value: BsonValue): { readonly value: BsonValue | undefined } | undefined;
}

export const mutations: readonly Mutation[] = [
  { name: 'drop', apply: () => ({ value: undefined }) },
  { name: 'to null', apply: (value) => (value === null ? undefined : { value: null }) },
  { name: 'alter text', apply: (value) => (typeof value === 'string' ? { value: `${value} ` } : undefined) },
  { name: 'alter number', apply: (value) => (typeof value === 'number' ? { value: value + 1 } : undefined) },
  {
    name: 'int to double',
    apply: (value) =>
      typeof value === 'number' && Number.isInteger(value) ? { value: new Double(value) } : undefined,
  },
  { name: 'flip', apply: (value) => (typeof value === 'boolean' ? { value: !value } : undefined) },
  {
    name: 'shift date',
    apply: (value) => (value instanceof Date ? { value: new Date(value.getTime() + 1) } : undefined),
  },
  {
    name: 'repeat element',
    apply: (value) =>
      Array.isArray(value) && value.length > 0 ? { value: [...value, value[0]] } : undefined,
  },
  {
    name: 'reverse',
    apply: (value) =>
      Array.isArray(value) && value.length > 1 ? { value: [...value].reverse() } : undefined,
  },
  {
    name: 'drop element',
    apply: (value) => (Array.isArray(value) && value.length > 0 ? { value: value.slice(1) } : undefined),
  },
];

/** Every place of a drawer, with its value. */
export function places(
  value: BsonValue,
  path: readonly string[] = [],
): { path: readonly string[]; value: BsonValue }[] {
  const own = path.length === 0 ? [] : [{ path, value }];
  if (Array.isArray(value))
    return [...own, ...value.flatMap((item, at) => places(item, [...path, String(at)]))];
  if (!isDocument(value)) return own;
  return [
    ...own,
    ...Object.entries(fieldsOf(value)).flatMap(([name, child]) => places(child, [...path, name])),
  ];
}

/** The drawer with the mutation applied at the path. */
export function changed(value: BsonValue, path: readonly string[], to: BsonValue | undefined): BsonValue {
  const [name, ...rest] = path;
  if (name === undefined) return to ?? null;
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => {
      if (String(at) !== name) return [item];
      if (rest.length === 0) return to === undefined ? [] : [to];
      return [changed(item, rest, to)];
    });
  }
  const copy: DraftDocument = Object.assign(Object.create(null), isDocument(value) ? fieldsOf(value) : {});
  if (rest.length > 0) copy[name] = changed(copy[name] as BsonValue, rest, to);
  else if (to === undefined) delete copy[name];
  else copy[name] = to;
  return copy;
}
