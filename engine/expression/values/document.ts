import { BsonDocument } from '../../bson/index.ts';
import { isDocument } from './view.ts';

type Fields = { readonly [key: string]: unknown };
const hasOwn = Object.prototype.hasOwnProperty;

/** A document's own fields as an object; read it with `Object.keys` and own keys only. */
export function fieldsOf(document: object): Fields {
  return document instanceof BsonDocument ? document.fields() : (document as Fields);
}

/** A document's own enumerable keys. */
export function keysOf(document: object): string[] {
  return Object.keys(fieldsOf(document));
}

/** A document's own field; undefined for a missing one and for every value that is not a document. */
export function getField(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (value instanceof BsonDocument) return value.fields()[key];
  if (!hasOwn.call(value, key) || !isDocument(value)) return undefined;
  return (value as Fields)[key];
}

/** Sets a field of an object made during this evaluation; `__proto__` becomes a field like any other. */
export function setField(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}
