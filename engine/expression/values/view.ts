import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { BsonDocument, RawValue } from '../../bson/index.ts';
import { raise } from '../error.ts';
import { FunctionValue } from '../functions/function-value.ts';

const MIN_SAFE = Long.fromNumber(Number.MIN_SAFE_INTEGER);
const MAX_SAFE = Long.fromNumber(Number.MAX_SAFE_INTEGER);

/**
 * What an expression computes with (design §5): a date as its ISO text, an ObjectId as its hex text, a wrapped
 * number as a number. Raises U1001 for an int64 beyond ±2^53 and a decimal128. Anything else is the value itself.
 */
export function view(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (value instanceof Date) return isoText(value);
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Double || value instanceof Int32) return value.valueOf();
  if (value instanceof Long) return longNumber(value);
  if (value instanceof Decimal128) return raise('U1001', value);
  return value;
}

/** A long as a number. Raises U1001 when a number cannot hold it. */
function longNumber(value: Long): number {
  if (value.unsigned || value.lt(MIN_SAFE) || value.gt(MAX_SAFE)) raise('U1001', value);
  return value.toNumber();
}

/** A date as ISO 8601 text in UTC; raises U1001 for one without an instant. */
export function isoText(date: Date): string {
  const time = date.getTime();
  if (Number.isNaN(time)) raise('U1001', date);
  return date.toISOString();
}

/**
 * The letter JSONata's signatures use for a value's type: s n b l(null) a o f, m for absent; `r` is ours for a value
 * that can only be moved.
 */
export function kindOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 's';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'function':
      return 'f';
    case 'object':
      return objectKind(value);
    default:
      return 'm';
  }
}

function objectKind(value: object | null): string {
  if (value === null) return 'l';
  if (Array.isArray(value)) return 'a';
  if (isDocument(value)) return 'o';
  if (value instanceof FunctionValue) return 'f';
  if (value instanceof Date || value instanceof ObjectId) return 's';
  return isWrappedNumber(value) ? 'n' : 'r';
}

/** Whether this is a number in a class of its own. */
export function isWrappedNumber(value: unknown): value is Double | Int32 | Long | Decimal128 {
  return (
    value instanceof Double || value instanceof Int32 || value instanceof Long || value instanceof Decimal128
  );
}

/** A document: the view over bytes, or an object of the language itself. */
export type DocumentObject = BsonDocument | { readonly [key: string]: unknown };

/** Whether this is a document: the view over bytes, or an object of the language itself. */
export function isDocument(value: unknown): value is DocumentObject {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof BsonDocument) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Whether a value can only be moved: no view, no fields. */
export function isOpaque(value: unknown): boolean {
  return value instanceof RawValue || (typeof value === 'object' && value !== null && kindOf(value) === 'r');
}
