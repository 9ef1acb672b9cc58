import { BsonDocument, type Fields } from './document.ts';
import type { BsonValue, PlainDocument } from './value.ts';

/** Whether a value is a document: raw, or a plain object (T13: a `_bsontype` among its fields is only data). */
export function isDocument(value: unknown): value is BsonDocument | PlainDocument {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof BsonDocument) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** The first-level fields of either kind of document; of a plain one read own properties only. */
export function fieldsOf(document: BsonDocument | PlainDocument): Fields {
  return document instanceof BsonDocument ? document.fields() : document;
}

/** The first-level fields of a value that may be no document: none then. */
export function fieldsIn(value: BsonValue | undefined): Fields {
  return value !== undefined && isDocument(value) ? fieldsOf(value) : {};
}

/** One first-level field, undefined when there is none. */
export function getField(document: BsonDocument | PlainDocument, key: string): BsonValue | undefined {
  if (document instanceof BsonDocument) return document.get(key);
  return Object.hasOwn(document, key) ? document[key] : undefined;
}
