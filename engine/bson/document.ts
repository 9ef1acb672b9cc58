import { Decimal128, Double, Long, ObjectId } from 'bson';
import { asBuffer, isPlainNaN, readDouble, readInt32, readInt64 } from './bytes.ts';
import {
  ARRAY,
  BOOLEAN,
  DATE,
  DECIMAL128,
  DOCUMENT,
  DOUBLE,
  INT32,
  INT64,
  MAX_DATE_MS,
  NULL,
  OBJECT_ID,
  STRING,
} from './element-type.ts';
import { DecodeError } from './errors.ts';
import { extentOf } from './extent.ts';
import { readKey, readText } from './text.ts';
import { type BsonValue, isInt32, RawValue } from './value.ts';

/** First-level fields of a document: an object without prototype, so `__proto__` is a key like any other (T10). */
export type Fields = Readonly<Record<string, BsonValue>>;

/**
 * One BSON document as its bytes, decoded level by level on demand (R: whole values move unchanged, T01, T08).
 * The bytes are those of an undamaged document (`inspect`) and are never changed afterwards. Encoding copies
 * them, so key order, odd keys and every type survive.
 */
export class BsonDocument {
  readonly #buffer: Buffer;
  readonly #start: number;
  readonly #end: number;
  #fields: Fields | undefined;

  /** A document in `buffer` from `start` to `end`; without these the buffer is the document. */
  constructor(buffer: Uint8Array, start = 0, end = buffer.length) {
    this.#buffer = asBuffer(buffer);
    this.#start = start;
    this.#end = end;
  }

  /** The document's own bytes, sharing memory with the buffer it was read from. */
  get bytes(): Uint8Array {
    if (this.#start === 0 && this.#end === this.#buffer.length) return this.#buffer;
    return this.#buffer.subarray(this.#start, this.#end);
  }

  /** The first level, decoded once and kept; of duplicate keys the last one. Integer-like keys come first (T08). */
  fields(): Fields {
    this.#fields ??= decodeFields(this.#buffer, this.#start, this.#end);
    return this.#fields;
  }

  /** As `fields`, without keeping what was decoded: for one pass over a document that stays in memory. */
  peekFields(): Fields {
    return this.#fields ?? decodeFields(this.#buffer, this.#start, this.#end);
  }

  /** The value of a first-level key, undefined when there is none; decodes nothing else. */
  get(key: string): BsonValue | undefined {
    if (this.#fields !== undefined) return this.#fields[key];
    return decodeField(this.#buffer, this.#start, this.#end, key);
  }
}

function decodeFields(bytes: Buffer, start: number, end: number): Fields {
  const fields: Record<string, BsonValue> = Object.create(null);
  const last = end - 1;
  let at = start + 4;
  while (at < last) {
    const type = bytes[at]!;
    const keyStart = at + 1;
    const keyEnd = nulAt(bytes, keyStart, last);
    const next = extentOf(type, bytes, keyEnd + 1, last);
    if (next < 0) throw damaged(at);
    fields[readKey(bytes, keyStart, keyEnd)] = decodeValue(type, bytes, keyEnd + 1, next);
    at = next;
  }
  return fields;
}

function decodeField(bytes: Buffer, start: number, end: number, key: string): BsonValue | undefined {
  const last = end - 1;
  let found: BsonValue | undefined;
  let at = start + 4;
  while (at < last) {
    const type = bytes[at]!;
    const keyEnd = nulAt(bytes, at + 1, last);
    const next = extentOf(type, bytes, keyEnd + 1, last);
    if (next < 0) throw damaged(at);
    if (readKey(bytes, at + 1, keyEnd) === key) found = decodeValue(type, bytes, keyEnd + 1, next);
    at = next;
  }
  return found;
}

/** The value of this type between `at` and `end`, as `extentOf` gave it. */
export function decodeValue(type: number, bytes: Buffer, at: number, end: number): BsonValue {
  switch (type) {
    case STRING:
      return readText(bytes, at + 4, end - 1);
    case DOCUMENT:
      return new BsonDocument(bytes, at, end);
    case ARRAY:
      return decodeArray(bytes, at, end);
    case INT32:
      return readInt32(bytes, at);
    case DOUBLE: {
      const number = readDouble(bytes, at);
      if (Number.isNaN(number) && !isPlainNaN(bytes, at)) break;
      return isInt32(number) ? new Double(number) : number;
    }
    case BOOLEAN:
      return bytes[at] !== 0;
    case NULL:
      return null;
    case DATE: {
      const milliseconds = readInt64(bytes, at);
      if (Math.abs(milliseconds) > MAX_DATE_MS) break;
      return new Date(milliseconds);
    }
    case OBJECT_ID:
      return new ObjectId(bytes.subarray(at, end));
    case INT64:
      return new Long(readInt32(bytes, at), readInt32(bytes, at + 4));
    case DECIMAL128:
      return new Decimal128(bytes.subarray(at, end));
  }
  return new RawValue(type, bytes.subarray(at, end));
}

/** Source bytes of arrays whose keys are not 0, 1, 2…: such an array is frozen, and moved byte for byte. */
const oddArrays = new WeakMap<readonly BsonValue[], Uint8Array>();

/** The bytes of an array with odd keys, undefined for the usual array. */
export function oddArrayBytes(array: readonly BsonValue[]): Uint8Array | undefined {
  return oddArrays.get(array);
}

function decodeArray(bytes: Buffer, start: number, end: number): readonly BsonValue[] {
  const values: BsonValue[] = [];
  const last = end - 1;
  let odd = false;
  let at = start + 4;
  while (at < last) {
    const type = bytes[at]!;
    const keyEnd = nulAt(bytes, at + 1, last);
    const next = extentOf(type, bytes, keyEnd + 1, last);
    if (next < 0) throw damaged(at);
    if (!isIndex(bytes, at + 1, keyEnd, values.length)) odd = true;
    values.push(decodeValue(type, bytes, keyEnd + 1, next));
    at = next;
  }
  if (odd) oddArrays.set(Object.freeze(values), bytes.subarray(start, end));
  return values;
}

/** Whether a key is exactly this index in decimal. */
function isIndex(bytes: Buffer, start: number, end: number, index: number): boolean {
  let rest = index;
  for (let at = end - 1; at > start; at--) {
    if (bytes[at] !== 0x30 + (rest % 10)) return false;
    rest = Math.floor(rest / 10);
  }
  return start < end && rest < 10 && bytes[start] === 0x30 + rest && (rest > 0 || end - start === 1);
}

/** Where the key that begins at `from` ends. */
export function nulAt(bytes: Buffer, from: number, last: number): number {
  let at = from;
  while (bytes[at] !== 0 && at < last) at++;
  if (at >= last) throw damaged(from);
  return at;
}

/** What a document is refused with whose structure is not sound. */
export function damaged(at: number): DecodeError {
  return new DecodeError(`not BSON at byte ${at}`);
}
