import { BSONValue, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { writeDouble, writeInt32 } from './bytes.ts';
import { BsonDocument, oddArrayBytes } from './document.ts';
import {
  ARRAY,
  BOOLEAN,
  DATE,
  DECIMAL128,
  DOCUMENT,
  DOUBLE,
  INT32,
  INT64,
  MAX_DEPTH,
  NULL,
  OBJECT_ID,
  STRING,
} from './element-type.ts';
import { EncodeError } from './errors.ts';
import { extentOf } from './extent.ts';
import { isDocument } from './fields.ts';
import { rawOf } from './raw-of.ts';
import { type BsonValue, isInt32, type PlainDocument, RawValue } from './value.ts';
import { Writer } from './writer.ts';

/**
 * The BSON bytes of a document. Raw documents and values are copied byte for byte; plain objects are written in
 * the order of their own keys.
 * @throws EncodeError for what has no faithful form: undefined, functions, invalid dates (T04), keys with NUL,
 *   lone surrogates (T11), foreign objects, more than 200 levels (so cycles too).
 */
export function encode(document: BsonDocument | PlainDocument): Uint8Array {
  if (document instanceof BsonDocument) return new Uint8Array(document.bytes);
  const writer = new Writer();
  try {
    if (!isDocument(document)) throw new EncodeError('not a document');
    writeDocument(writer, document, 1);
  } catch (error) {
    writer.release();
    throw error;
  }
  return writer.finish();
}

function writeDocument(writer: Writer, document: PlainDocument, depth: number): void {
  const start = begin(writer, depth);
  for (const key of Object.keys(document)) {
    try {
      writeElement(writer, key, document[key], depth);
    } catch (error) {
      throw error instanceof EncodeError ? error.within(key) : error;
    }
  }
  finish(writer, start);
}

function writeArray(writer: Writer, array: readonly BsonValue[], depth: number): void {
  const start = begin(writer, depth);
  for (let i = 0; i < array.length; i++) {
    try {
      writeElement(writer, String(i), array[i], depth);
    } catch (error) {
      throw error instanceof EncodeError ? error.within(String(i)) : error;
    }
  }
  finish(writer, start);
}

function begin(writer: Writer, depth: number): number {
  if (depth > MAX_DEPTH) throw new EncodeError(`more than ${MAX_DEPTH} levels deep`);
  const start = writer.at;
  writer.reserve(5);
  writer.at += 4;
  return start;
}

function finish(writer: Writer, start: number): void {
  writer.byte(0);
  writeInt32(writer.bytes, start, writer.at - start);
}

function writeElement(writer: Writer, key: string, value: BsonValue | undefined, depth: number): void {
  if (typeof value === 'string') {
    writeKey(writer, STRING, key);
    writeString(writer, value);
  } else if (typeof value === 'number') {
    if (isInt32(value)) {
      writeKey(writer, INT32, key);
      writer.int32(value);
    } else {
      writeKey(writer, DOUBLE, key);
      double(writer, value);
    }
  } else if (typeof value === 'boolean') {
    writeKey(writer, BOOLEAN, key);
    writer.byte(value ? 1 : 0);
  } else if (value === null) {
    writeKey(writer, NULL, key);
  } else if (typeof value === 'object') {
    writeObject(writer, key, value, depth);
  } else {
    throw new EncodeError(`${typeof value} has no BSON form`);
  }
}

function writeObject(writer: Writer, key: string, value: BsonValue & object, depth: number): void {
  if (value instanceof BsonDocument) {
    writeKey(writer, DOCUMENT, key);
    writer.copy(value.bytes);
  } else if (Array.isArray(value)) {
    writeKey(writer, ARRAY, key);
    const bytes = oddArrayBytes(value);
    if (bytes === undefined) writeArray(writer, value, depth + 1);
    else writer.copy(bytes);
  } else if (value instanceof Date) {
    writeKey(writer, DATE, key);
    int64(writer, value.getTime());
  } else if (value instanceof RawValue) {
    if (extentOf(value.type, value.bytes, 0, value.bytes.length) !== value.bytes.length) {
      throw new EncodeError(`bytes that are no value of type ${value.type}`);
    }
    writeKey(writer, value.type, key);
    writer.copy(value.bytes);
  } else if (value instanceof BSONValue) {
    writeClass(writer, key, value);
  } else if (isDocument(value)) {
    writeKey(writer, DOCUMENT, key);
    writeDocument(writer, value, depth + 1);
  } else {
    throw new EncodeError('an object that is no BSON value');
  }
}

function writeClass(writer: Writer, key: string, value: BSONValue): void {
  if (value instanceof Long && !(value instanceof Timestamp)) {
    writeKey(writer, INT64, key);
    writer.int32(value.low);
    writer.int32(value.high);
  } else if (value instanceof Double) {
    writeKey(writer, DOUBLE, key);
    double(writer, value.value);
  } else if (value instanceof ObjectId) {
    writeKey(writer, OBJECT_ID, key);
    writer.copy(value.id);
  } else if (value instanceof Decimal128) {
    writeKey(writer, DECIMAL128, key);
    writer.copy(value.bytes);
  } else if (value instanceof Int32) {
    writeKey(writer, INT32, key);
    writer.int32(value.value);
  } else {
    const raw = rawOf(value);
    writeKey(writer, raw.type, key);
    writer.copy(raw.bytes);
  }
}

function writeKey(writer: Writer, type: number, key: string): void {
  writer.byte(type);
  const start = writer.at;
  writeText(writer, key);
  if (key.length < 32 ? hasNul(writer.bytes, start, writer.at) : key.includes('\0')) {
    throw new EncodeError('a key with NUL');
  }
  writer.byte(0);
}

function hasNul(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === 0) return true;
  return false;
}

function writeString(writer: Writer, text: string): void {
  writer.reserve(4);
  const start = writer.at;
  writer.at += 4;
  writeText(writer, text);
  writer.byte(0);
  writeInt32(writer.bytes, start, writer.at - start - 4);
}

const loneSurrogate = /\p{Surrogate}/u;

function writeText(writer: Writer, text: string): void {
  const start = writer.at;
  writer.text(text);
  if (writer.at - start !== text.length && loneSurrogate.test(text)) {
    throw new EncodeError('a text with half a surrogate pair');
  }
}

function double(writer: Writer, value: number): void {
  writer.reserve(8);
  writeDouble(writer.bytes, writer.at, value);
  writer.at += 8;
}

function int64(writer: Writer, value: number): void {
  if (Number.isNaN(value)) throw new EncodeError('an invalid date');
  const high = Math.floor(value / 0x100000000);
  writer.int32(value - high * 0x100000000);
  writer.int32(high);
}
