import { readInt32 } from './bytes.ts';
import {
  ARRAY,
  BINARY,
  BOOLEAN,
  CODE,
  CODE_WITH_SCOPE,
  DATE,
  DB_POINTER,
  DECIMAL128,
  DOCUMENT,
  DOUBLE,
  INT32,
  INT64,
  MAX_KEY,
  MIN_KEY,
  NULL,
  OBJECT_ID,
  REGEX,
  STRING,
  SYMBOL,
  TIMESTAMP,
  UNDEFINED,
} from './element-type.ts';

/**
 * Where the value of this type that starts at `at` ends, read from lengths alone; −1 when it does not fit
 * before `end` or the type is unknown. The content is not looked at (`inspect` does).
 */
export function extentOf(type: number, bytes: Uint8Array, at: number, end: number): number {
  const next = unboundedExtent(type, bytes, at, end);
  return next > end ? -1 : next;
}

function unboundedExtent(type: number, bytes: Uint8Array, at: number, end: number): number {
  switch (type) {
    case STRING:
    case CODE:
    case SYMBOL:
      return lengthPrefixed(bytes, at, end, 1, 4);
    case DOCUMENT:
    case ARRAY:
      return lengthPrefixed(bytes, at, end, 5, 0);
    case INT32:
      return at + 4;
    case DOUBLE:
    case DATE:
    case TIMESTAMP:
    case INT64:
      return at + 8;
    case BOOLEAN:
      return at + 1;
    case NULL:
    case UNDEFINED:
    case MIN_KEY:
    case MAX_KEY:
      return at;
    case OBJECT_ID:
      return at + 12;
    case DECIMAL128:
      return at + 16;
    case BINARY:
      return lengthPrefixed(bytes, at, end, 0, 5);
    case CODE_WITH_SCOPE:
      return lengthPrefixed(bytes, at, end, 14, 0);
    case DB_POINTER: {
      const id = lengthPrefixed(bytes, at, end, 1, 4);
      return id < 0 ? -1 : id + 12;
    }
    case REGEX: {
      const options = afterNul(bytes, at, end);
      return options < 0 ? -1 : afterNul(bytes, options, end);
    }
    default:
      return -1;
  }
}

/** End of a value whose int32 length is at least `least` and leaves out `extra` bytes. */
function lengthPrefixed(bytes: Uint8Array, at: number, end: number, least: number, extra: number): number {
  if (at + 4 > end) return -1;
  const length = readInt32(bytes, at);
  return length < least ? -1 : at + length + extra;
}

/** Position after the next NUL, −1 when there is none before `end`. */
export function afterNul(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) if (bytes[i] === 0) return i + 1;
  return -1;
}
