import { BSONValue, Decimal128, Double, Long, ObjectId, Timestamp } from 'bson';
import { asBuffer, readDouble, readInt32 } from './bytes.ts';
import { BsonDocument, damaged, decodeValue, type Fields, nulAt } from './document.ts';
import {
  ARRAY,
  BINARY,
  CODE,
  CODE_WITH_SCOPE,
  DATE,
  DB_POINTER,
  DOCUMENT,
  DOUBLE,
  INT32,
  MAX_KEY,
  MIN_KEY,
  OLD_BINARY,
  REGEX,
  STRING,
  SYMBOL,
  TIMESTAMP,
  UNDEFINED,
} from './element-type.ts';
import { EncodeError } from './errors.ts';
import { afterNul, extentOf } from './extent.ts';
import { isDocument } from './fields.ts';
import { rawOf } from './raw-of.ts';
import { sortedPlaces } from './sorted-places.ts';
import { readKey, readText } from './text.ts';
import { type BsonValue, isInt32, RawValue } from './value.ts';
import { Writer } from './writer.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const BRACE = 0x7b;
const BRACE_END = 0x7d;

/**
 * Canonical extended JSON (version 2) of a value: compact, the keys of every object sorted by code point, those of
 * the type wrappers too. Doubles are written as the `bson` package does (`1.0`, `0.5`, `-0.0`, `1e+21`, `NaN`).
 * @throws EncodeError for what is no BSON value
 */
export function canonicalJson(value: BsonValue): string {
  return withJson(value, 'sorted', textOf);
}

/**
 * Canonical extended JSON (version 2) in the value's own order of keys, where that means something: the keys of an
 * index, a collection's options.
 * @throws EncodeError for what is no BSON value
 */
export function orderedJson(value: BsonValue): string {
  return withJson(value, 'own', textOf);
}

/** Gives `use` the UTF-8 bytes of the {@link canonicalJson} of a value; they are good for the call alone. */
export function withCanonicalJson<T>(value: BsonValue, use: (bytes: Buffer) => T): T {
  return withJson(value, 'sorted', use);
}

/** The order in which the keys of a document are written: sorted, or as a JS object has them. */
type Order = 'sorted' | 'own';

function withJson<T>(value: BsonValue, order: Order, use: (bytes: Buffer) => T): T {
  const writer = new Writer();
  try {
    writeValue(writer, value, order);
    return use(writer.bytes.subarray(0, writer.at));
  } finally {
    writer.release();
  }
}

function textOf(bytes: Buffer): string {
  return bytes.toString('utf8');
}

function writeValue(writer: Writer, value: BsonValue, order: Order): void {
  if (typeof value === 'string') writeQuoted(writer, value);
  else if (typeof value === 'number') writeNumber(writer, value, isInt32(value));
  else if (typeof value === 'boolean') writer.ascii(value ? 'true' : 'false');
  else if (value === null) writer.ascii('null');
  else if (value instanceof BsonDocument) writeDocument(writer, value, order);
  else if (Array.isArray(value)) writeArray(writer, value, order);
  else if (value instanceof Date) writeDate(writer, millisecondsOf(value));
  else if (value instanceof RawValue) writeRaw(writer, value, order);
  else if (value instanceof BSONValue) writeClass(writer, value, order);
  else if (isDocument(value)) writeObject(writer, value, order);
  else throw new EncodeError('an object that is no BSON value');
}

function writeNumber(writer: Writer, value: number, isInt: boolean): void {
  writer.ascii(isInt ? '{"$numberInt":"' : '{"$numberDouble":"');
  writer.ascii(isInt ? String(value) : doubleText(value));
  writer.ascii('"}');
}

function writeDocument(writer: Writer, document: BsonDocument, order: Order): void {
  const bytes = asBuffer(document.bytes);
  if (order === 'sorted') writeBytes(writer, bytes, 0, bytes.length);
  else writeObject(writer, document.peekFields(), order);
}

function writeArray(writer: Writer, array: readonly BsonValue[], order: Order): void {
  writer.byte(BRACKET);
  for (let i = 0; i < array.length; i++) {
    if (i > 0) writer.byte(COMMA);
    writeValue(writer, array[i] as BsonValue, order);
  }
  writer.byte(BRACKET_END);
}

function writeObject(writer: Writer, fields: Fields, order: Order): void {
  writer.byte(BRACE);
  const keys = Object.keys(fields);
  const places = order === 'sorted' ? sortedPlaces(keys) : undefined;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[places === undefined ? i : (places[i] as number)] as string;
    if (i > 0) writer.byte(COMMA);
    writeQuoted(writer, key);
    writer.byte(COLON);
    writeValue(writer, fields[key] as BsonValue, order);
  }
  writer.byte(BRACE_END);
}

/** A document as it lies in its bytes, with its keys sorted and of repeated keys the last, without decoding it. */
function writeBytes(writer: Writer, bytes: Buffer, start: number, end: number): void {
  const last = end - 1;
  const keys: string[] = [];
  const elements: number[] = [];
  for (let at = start + 4; at < last; ) {
    const keyEnd = nulAt(bytes, at + 1, last);
    const next = extentOf(bytes[at]!, bytes, keyEnd + 1, last);
    if (next < 0) throw damaged(at);
    keys.push(readKey(bytes, at + 1, keyEnd));
    elements.push(bytes[at]!, keyEnd + 1, next);
    at = next;
  }
  writer.byte(BRACE);
  const places = sortedPlaces(keys);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    if (i > 0) writer.byte(COMMA);
    writeQuoted(writer, keys[place] as string);
    writer.byte(COLON);
    writeElement(writer, elements[3 * place]!, bytes, elements[3 * place + 1]!, elements[3 * place + 2]!);
  }
  writer.byte(BRACE_END);
}

function writeList(writer: Writer, bytes: Buffer, start: number, end: number): void {
  const last = end - 1;
  writer.byte(BRACKET);
  for (let at = start + 4; at < last; ) {
    if (at > start + 4) writer.byte(COMMA);
    const keyEnd = nulAt(bytes, at + 1, last);
    const next = extentOf(bytes[at]!, bytes, keyEnd + 1, last);
    if (next < 0) throw damaged(at);
    writeElement(writer, bytes[at]!, bytes, keyEnd + 1, next);
    at = next;
  }
  writer.byte(BRACKET_END);
}

/** The value of this type between `at` and `end`; the common types without decoding them. */
function writeElement(writer: Writer, type: number, bytes: Buffer, at: number, end: number): void {
  switch (type) {
    case STRING:
      if (!writer.quotedBytes(bytes, at + 4, end - 1)) writeQuoted(writer, readText(bytes, at + 4, end - 1));
      break;
    case DOCUMENT:
      writeBytes(writer, bytes, at, end);
      break;
    case ARRAY:
      writeList(writer, bytes, at, end);
      break;
    case INT32:
      writeNumber(writer, readInt32(bytes, at), true);
      break;
    case DOUBLE:
      writeNumber(writer, readDouble(bytes, at), false);
      break;
    default:
      writeValue(writer, decodeValue(type, bytes, at, end), 'sorted');
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

function writeQuoted(writer: Writer, text: string): void {
  if (writer.quotedAscii(text)) return;
  if (escaped.test(text)) {
    writer.text(JSON.stringify(text));
    return;
  }
  writer.byte(QUOTE);
  writer.text(text);
  writer.byte(QUOTE);
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

function writeDate(writer: Writer, milliseconds: string): void {
  writer.ascii('{"$date":{"$numberLong":"');
  writer.ascii(milliseconds);
  writer.ascii('"}}');
}

function writeClass(writer: Writer, value: BSONValue, order: Order): void {
  if (value instanceof Double) writer.ascii(`{"$numberDouble":"${doubleText(value.value)}"}`);
  else if (value instanceof ObjectId) writer.ascii(`{"$oid":"${value.toHexString()}"}`);
  else if (value instanceof Decimal128) writer.ascii(`{"$numberDecimal":"${value.toString()}"}`);
  else if (value instanceof Long && !(value instanceof Timestamp))
    writer.ascii(`{"$numberLong":"${value.toSigned().toString()}"}`);
  else writeRaw(writer, rawOf(value), order);
}

function writeRaw(writer: Writer, value: RawValue, order: Order): void {
  const { type } = value;
  const bytes = asBuffer(value.bytes);
  const { length } = bytes;
  if (extentOf(type, bytes, 0, length) !== length)
    throw new EncodeError(`bytes that are no value of type ${type}`);
  switch (type) {
    case BINARY:
      writer.ascii(binaryJson(bytes));
      break;
    case UNDEFINED:
      writer.ascii('{"$undefined":true}');
      break;
    case DATE:
      writeDate(writer, new Long(readInt32(bytes, 0), readInt32(bytes, 4)).toString());
      break;
    case DOUBLE:
      writer.ascii(`{"$numberDouble":"${doubleText(readDouble(bytes, 0))}"}`);
      break;
    case REGEX: {
      const options = afterNul(bytes, 0, length);
      const sorted = [...readText(bytes, options, length - 1)].sort().join('');
      writer.ascii('{"$regularExpression":{"options":');
      writeQuoted(writer, sorted);
      writer.ascii(',"pattern":');
      writeQuoted(writer, readText(bytes, 0, options - 1));
      writer.ascii('}}');
      break;
    }
    case DB_POINTER: {
      const id = new ObjectId(bytes.subarray(length - 12)).toHexString();
      writer.ascii(`{"$dbPointer":{"$id":{"$oid":"${id}"},"$ref":`);
      writeQuoted(writer, readText(bytes, 4, length - 13));
      writer.ascii('}}');
      break;
    }
    case CODE:
    case SYMBOL:
      writer.ascii(type === CODE ? '{"$code":' : '{"$symbol":');
      writeQuoted(writer, readText(bytes, 4, length - 1));
      writer.ascii('}');
      break;
    case CODE_WITH_SCOPE: {
      const scope = extentOf(CODE, bytes, 4, length);
      writer.ascii('{"$code":');
      writeQuoted(writer, readText(bytes, 8, scope - 1));
      writer.ascii(',"$scope":');
      writeValue(writer, new BsonDocument(bytes, scope, length), order);
      writer.ascii('}');
      break;
    }
    case TIMESTAMP:
      writer.ascii(`{"$timestamp":{"i":${readInt32(bytes, 0) >>> 0},"t":${readInt32(bytes, 4) >>> 0}}}`);
      break;
    case MIN_KEY:
      writer.ascii('{"$minKey":1}');
      break;
    case MAX_KEY:
      writer.ascii('{"$maxKey":1}');
      break;
    default:
      writeValue(writer, decodeValue(type, bytes, 0, length), order);
  }
}

function binaryJson(bytes: Buffer): string {
  const subtype = bytes[4]!;
  const content = bytes.subarray(subtype === OLD_BINARY ? 9 : 5);
  const hex = subtype.toString(16).padStart(2, '0');
  return `{"$binary":{"base64":"${content.toString('base64')}","subType":"${hex}"}}`;
}
