import { Decimal128, Double, Long, ObjectId } from 'bson';
import { BsonDocument, type BsonValue, fieldsOf, isDocument } from '../engine/bson/index.ts';

/**
 * A value as the JSONata library is given it: plain objects and lists, dates as ISO text, ids as hex text, numbers
 * as numbers. Plain objects have the usual prototype, which suits the library best.
 */
export function plainOf(value: BsonValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  if (Array.isArray(value)) return value.map(plainOf);
  if (!isDocument(value)) return undefined;
  const fields = value instanceof BsonDocument ? value.fields() : fieldsOf(value);
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, plainOf(field)]));
}
