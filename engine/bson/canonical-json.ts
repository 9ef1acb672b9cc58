import { BSONValue, Decimal128, Double, Long, ObjectId, Timestamp } from 'bson';
import { asBuffer, readDouble, readInt32 } from './bytes.ts';
import { BsonDocument, decodeValue, type Fields } from './document.ts';
import {
  BINARY,
  CODE,
  CODE_WITH_SCOPE,
  DATE,
  DB_POINTER,
  DOUBLE,
  MAX_KEY,
  MIN_KEY,
  OLD_BINARY,
  REGEX,
  SYMBOL,
  TIMESTAMP,
  UNDEFINED,
} from './element-type.ts';
import { EncodeError } from './errors.ts';
import { afterNul, extentOf } from './extent.ts';
import { isDocument } from './fields.ts';
import { rawOf } from './raw-of.ts';
import { compareText, readText } from './text.ts';
import { type BsonValue, isInt32, RawValue } from './value.ts';

/**
 * Canonical extended JSON (version 2) of a value: compact, the keys of every object sorted by code point, those of
 * the type wrappers too. Doubles are written as the `bson` package does (`1.0`, `0.5`, `-0.0`, `1e+21`, `NaN`).
 * @throws EncodeError for what is no BSON value
 */
export function canonicalJson(value: BsonValue): string {
  return jsonOf(value, sortedKeys);
}

/**
 * Canonical extended JSON (version 2) in the value's own order of keys, where that means something: the keys of an
 * index, a collection's options.
 * @throws EncodeError for what is no BSON value
 */
export function orderedJson(value: BsonValue): string {
  return jsonOf(value, Object.keys);
}

/** The keys of a document in the order in which they are written. */
type Order = (fields: Fields) => string[];

function jsonOf(value: BsonValue, order: Order): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') {
    return isInt32(value) ? `{"$numberInt":"${value}"}` : `{"$numberDouble":"${doubleText(value)}"}`;
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  if (value instanceof BsonDocument) return objectJson(value.peekFields(), order);
  if (Array.isArray(value)) return arrayJson(value, order);
  if (value instanceof Date) return dateJson(millisecondsOf(value));
  if (value instanceof RawValue) return rawJson(value, order);
  if (value instanceof BSONValue) return classJson(value, order);
  if (isDocument(value)) return objectJson(value, order);
  throw new EncodeError('an object that is no BSON value');
}

function arrayJson(array: readonly BsonValue[], order: Order): string {
  let text = '[';
  for (let i = 0; i < array.length; i++) {
    if (i > 0) text += ',';
    text += jsonOf(array[i] as BsonValue, order);
  }
  return `${text}]`;
}

function objectJson(fields: Fields, order: Order): string {
  let text = '{';
  for (const key of order(fields)) {
    if (text.length > 1) text += ',';
    text += `${quote(key)}:${jsonOf(fields[key] as BsonValue, order)}`;
  }
  return `${text}}`;
}

const beyondSurrogates = /[\ud800-\uffff]/;

function sortedKeys(fields: Fields): string[] {
  const keys = Object.keys(fields);
  if (keys.length < 2) return keys;
  return keys.some((key) => beyondSurrogates.test(key)) ? keys.sort(compareText) : keys.sort();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

function quote(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function doubleText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function millisecondsOf(date: Date): string {
  const milliseconds = date.getTime();
  if (Number.isNaN(milliseconds)) throw new EncodeError('an invalid date');
  return String(milliseconds);
}

function dateJson(milliseconds: string): string {
  return `{"$date":{"$numberLong":"${milliseconds}"}}`;
}

function classJson(value: BSONValue, order: Order): string {
  if (value instanceof Double) return `{"$numberDouble":"${doubleText(value.value)}"}`;
  if (value instanceof ObjectId) return `{"$oid":"${value.toHexString()}"}`;
  if (value instanceof Decimal128) return `{"$numberDecimal":"${value.toString()}"}`;
  if (value instanceof Long && !(value instanceof Timestamp)) {
    return `{"$numberLong":"${value.toSigned().toString()}"}`;
  }
  return rawJson(rawOf(value), order);
}

function rawJson(value: RawValue, order: Order): string {
  const { type } = value;
  const bytes = asBuffer(value.bytes);
  const { length } = bytes;
  if (extentOf(type, bytes, 0, length) !== length)
    throw new EncodeError(`bytes that are no value of type ${type}`);
  switch (type) {
    case BINARY:
      return binaryJson(bytes);
    case UNDEFINED:
      return '{"$undefined":true}';
    case DATE:
      return dateJson(new Long(readInt32(bytes, 0), readInt32(bytes, 4)).toString());
    case DOUBLE:
      return `{"$numberDouble":"${doubleText(readDouble(bytes, 0))}"}`;
    case REGEX: {
      const options = afterNul(bytes, 0, length);
      const sorted = [...readText(bytes, options, length - 1)].sort().join('');
      return `{"$regularExpression":{"options":${quote(sorted)},"pattern":${quote(readText(bytes, 0, options - 1))}}}`;
    }
    case DB_POINTER: {
      const id = new ObjectId(bytes.subarray(length - 12)).toHexString();
      return `{"$dbPointer":{"$id":{"$oid":"${id}"},"$ref":${quote(readText(bytes, 4, length - 13))}}}`;
    }
    case CODE:
      return `{"$code":${quote(readText(bytes, 4, length - 1))}}`;
    case SYMBOL:
      return `{"$symbol":${quote(readText(bytes, 4, length - 1))}}`;
    case CODE_WITH_SCOPE: {
      const scope = extentOf(CODE, bytes, 4, length);
      const code = quote(readText(bytes, 8, scope - 1));
      return `{"$code":${code},"$scope":${jsonOf(new BsonDocument(bytes, scope, length), order)}}`;
    }
    case TIMESTAMP:
      return `{"$timestamp":{"i":${readInt32(bytes, 0) >>> 0},"t":${readInt32(bytes, 4) >>> 0}}}`;
    case MIN_KEY:
      return '{"$minKey":1}';
    case MAX_KEY:
      return '{"$maxKey":1}';
    default:
      return jsonOf(decodeValue(type, bytes, 0, length), order);
  }
}

function binaryJson(bytes: Buffer): string {
  const subtype = bytes[4]!;
  const content = bytes.subarray(subtype === OLD_BINARY ? 9 : 5);
  const hex = subtype.toString(16).padStart(2, '0');
  return `{"$binary":{"base64":"${content.toString('base64')}","subType":"${hex}"}}`;
}
