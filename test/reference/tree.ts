import { objectOf } from './readings.ts';
import type { Fields, Value } from './value.ts';

export const object = (fields: Fields): Value => ({ type: 'object', fields });
export const array = (items: readonly Fields[]): Value => ({ type: 'array', items: items.map(object) });
export const text = (value: string): Value => ({ type: 'string', value });
export const bool = (value: boolean): Value => ({ type: 'bool', value });

/** Sets a field unless it is there. */
export function setDefault(fields: Fields, name: string, value: Value): void {
  if (!fields.has(name)) fields.set(name, value);
}

/** The object at a path, made where it is missing. */
export function branch(fields: Fields, ...path: readonly string[]): Fields {
  let here = fields;
  for (const name of path) {
    let next = objectOf(here.get(name));
    if (next === undefined) {
      next = new Map();
      here.set(name, object(next));
    }
    here = next;
  }
  return here;
}

/** A deep copy. */
export function copyOf(fields: Fields): Fields {
  return structuredClone(fields);
}
