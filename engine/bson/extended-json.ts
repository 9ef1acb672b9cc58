import {
  Binary,
  BSONSymbol,
  type BSONValue,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { asBuffer } from './bytes.ts';
import { decodeValue } from './document.ts';
import {
  BINARY,
  CODE_WITH_SCOPE,
  DATE,
  DB_POINTER,
  MAX_DATE_MS,
  MAX_DEPTH,
  OLD_BINARY,
  REGEX,
  UNDEFINED,
} from './element-type.ts';
import { encode } from './encode.ts';
import { ExtendedJsonError } from './errors.ts';
import { rawOf } from './raw-of.ts';
import { type BsonValue, isInt32, type PlainDocument, RawValue } from './value.ts';

/** A JSON object as `JSON.parse` makes it. */
type JsonObject = { readonly [key: string]: unknown };

/**
 * The value of an extended JSON text, canonical or relaxed (version 2). Documents become plain objects without
 * prototype. An object is a type wrapper when its keys are exactly those of one; other `$` keys are data (T14).
 * @throws ExtendedJsonError for text that is no JSON, malformed wrappers, and bare whole numbers beyond ±(2^53−1),
 *   which would be rounded (T03)
 */
export function parseExtendedJson(text: string): BsonValue {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ExtendedJsonError((error as Error).message);
  }
  return fromExtendedJson(json);
}

/** As `parseExtendedJson`, of parsed JSON. */
export function fromExtendedJson(json: unknown): BsonValue {
  return fromNested(json, 0);
}

function fromNested(json: unknown, depth: number): BsonValue {
  if (json === null || typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'number') return fromNumber(json);
  if (depth >= MAX_DEPTH) throw new ExtendedJsonError(`more than ${MAX_DEPTH} levels deep`);
  if (Array.isArray(json)) return json.map((value) => fromNested(value, depth + 1));
  if (typeof json !== 'object') throw new ExtendedJsonError(`${typeof json} is no JSON`);
  const object = json as JsonObject;
  const keys = Object.keys(object);
  const wrapper =
    keys.length > 0 && keys.length <= 2 && keys[0]?.startsWith('$')
      ? wrappers.get(keys.sort().join())
      : undefined;
  if (wrapper !== undefined) return fromWrapper(wrapper, object, keys);
  const document: Record<string, BsonValue> = Object.create(null);
  for (const key of Object.keys(object)) document[key] = fromNested(object[key], depth + 1);
  return document;
}

function fromNumber(value: number): BsonValue {
  if (!Number.isInteger(value) || isInt32(value) || Object.is(value, -0)) return value;
  if (Number.isSafeInteger(value)) return Long.fromNumber(value);
  if (Math.abs(value) < 2 ** 63) {
    throw new ExtendedJsonError(
      `the number ${value} is not exact: write {"$numberLong": "…"} or {"$numberDouble": "…"}`,
    );
  }
  return value;
}

function fromWrapper(wrapper: Wrapper, object: JsonObject, keys: readonly string[]): BsonValue {
  const value = wrapper(object);
  if (value === undefined) {
    throw new ExtendedJsonError(`malformed ${keys.join(', ')}: ${JSON.stringify(object).slice(0, 200)}`);
  }
  return value;
}

/** Reads one kind of wrapper; undefined when its content is malformed. */
type Wrapper = (object: JsonObject) => BsonValue | undefined;

/** The wrappers by their sorted keys. */
const wrappers: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['$oid', ({ $oid }) => (matches($oid, /^[0-9a-fA-F]{24}$/) ? new ObjectId($oid) : undefined)],
  ['$numberInt', ({ $numberInt }) => numberInt($numberInt)],
  ['$numberLong', ({ $numberLong }) => numberLong($numberLong)],
  ['$numberDouble', ({ $numberDouble }) => numberDouble($numberDouble)],
  ['$numberDecimal', ({ $numberDecimal }) => numberDecimal($numberDecimal)],
  ['$date', ({ $date }) => date($date)],
  ['$symbol', ({ $symbol }) => (typeof $symbol === 'string' ? raw(new BSONSymbol($symbol)) : undefined)],
  [
    '$undefined',
    ({ $undefined }) => ($undefined === true ? new RawValue(UNDEFINED, new Uint8Array(0)) : undefined),
  ],
  ['$minKey', ({ $minKey }) => ($minKey === 1 ? raw(new MinKey()) : undefined)],
  ['$maxKey', ({ $maxKey }) => ($maxKey === 1 ? raw(new MaxKey()) : undefined)],
  ['$code', ({ $code }) => (typeof $code === 'string' ? raw(new Code($code)) : undefined)],
  ['$code,$scope', ({ $code, $scope }) => codeWithScope($code, $scope)],
  ['$regularExpression', ({ $regularExpression }) => regularExpression($regularExpression)],
  ['$timestamp', ({ $timestamp }) => timestamp($timestamp)],
  ['$binary', ({ $binary }) => binary($binary)],
  ['$uuid', ({ $uuid }) => uuid($uuid)],
  ['$dbPointer', ({ $dbPointer }) => dbPointer($dbPointer)],
]);

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The raw form of a value of the `bson` package, as reading its bytes would give it. */
function raw(value: BSONValue): BsonValue {
  const { type, bytes } = rawOf(value);
  return decodeValue(type, asBuffer(bytes), 0, bytes.length);
}

function numberInt(text: unknown): BsonValue | undefined {
  if (!matches(text, /^-?\d{1,10}$/)) return undefined;
  const value = Number(text);
  return (value | 0) === value ? value | 0 : undefined;
}

function numberLong(text: unknown): Long | undefined {
  if (!matches(text, /^-?\d{1,19}$/)) return undefined;
  const value = BigInt(text);
  return BigInt.asIntN(64, value) === value ? Long.fromBigInt(value) : undefined;
}

function numberDouble(text: unknown): BsonValue | undefined {
  if (!matches(text, /^(NaN|-?Infinity|[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?)$/)) return undefined;
  const value = Number(text);
  return isInt32(value) ? new Double(value) : value;
}

function numberDecimal(text: unknown): Decimal128 | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return Decimal128.fromString(text);
  } catch {
    return undefined;
  }
}

function date(content: unknown): BsonValue | undefined {
  if (typeof content === 'string') return isoDate(content);
  if (!isObject(content) || Object.keys(content).join() !== '$numberLong') return undefined;
  const long = numberLong(content.$numberLong);
  if (long === undefined) return undefined;
  const milliseconds = long.toNumber();
  if (Math.abs(milliseconds) <= MAX_DATE_MS) return new Date(milliseconds);
  return new RawValue(DATE, Uint8Array.from(long.toBytesLE()));
}

function isoDate(text: string): Date | undefined {
  if (!/^[-+]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[-+]\d\d:?\d\d)$/.test(text)) return undefined;
  const milliseconds = Date.parse(text.replace(/([-+]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds);
}

function codeWithScope(code: unknown, scope: unknown): BsonValue | undefined {
  if (typeof code !== 'string' || !isObject(scope)) return undefined;
  const inner = encode(fromExtendedJson(scope) as PlainDocument);
  const text = Buffer.from(code);
  const bytes = Buffer.alloc(9 + text.length + inner.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(text.length + 1, 4);
  text.copy(bytes, 8);
  bytes.set(inner, 9 + text.length);
  return new RawValue(CODE_WITH_SCOPE, bytes);
}

function regularExpression(content: unknown): BsonValue | undefined {
  if (!isObject(content)) return undefined;
  const { pattern, options } = content;
  if (!matches(pattern, /^[^\0]*$/) || !matches(options, /^[^\0]*$/)) return undefined;
  return new RawValue(REGEX, Buffer.from(`${pattern}\0${[...options].sort().join('')}\0`));
}

function timestamp(content: unknown): BsonValue | undefined {
  if (!isObject(content)) return undefined;
  const { t, i } = content;
  return isUint32(t) && isUint32(i) ? raw(new Timestamp({ t, i })) : undefined;
}

function isUint32(value: unknown): value is number {
  return typeof value === 'number' && value >>> 0 === value;
}

function binary(content: unknown): BsonValue | undefined {
  if (!isObject(content)) return undefined;
  const { base64, subType } = content;
  if (!matches(base64, /^[A-Za-z0-9+/]*={0,2}$/) || !matches(subType, /^[0-9a-fA-F]{1,2}$/)) return undefined;
  return binaryValue(Buffer.from(base64, 'base64'), Number.parseInt(subType, 16));
}

function binaryValue(data: Uint8Array, subtype: number): RawValue {
  const head = subtype === OLD_BINARY ? 9 : 5;
  const bytes = Buffer.alloc(head + data.length);
  bytes.writeInt32LE(bytes.length - 5, 0);
  bytes[4] = subtype;
  if (subtype === OLD_BINARY) bytes.writeInt32LE(data.length, 5);
  bytes.set(data, head);
  return new RawValue(BINARY, bytes);
}

function uuid(text: unknown): BsonValue | undefined {
  if (!matches(text, /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)) return undefined;
  return binaryValue(Buffer.from(text.replaceAll('-', ''), 'hex'), Binary.SUBTYPE_UUID);
}

function dbPointer(content: unknown): BsonValue | undefined {
  if (!isObject(content)) return undefined;
  const { $ref, $id } = content;
  const id = isObject($id) && matches($id.$oid, /^[0-9a-fA-F]{24}$/) ? $id.$oid : undefined;
  if (typeof $ref !== 'string' || id === undefined) return undefined;
  const text = Buffer.from($ref);
  const bytes = Buffer.alloc(17 + text.length);
  bytes.writeInt32LE(text.length + 1, 0);
  text.copy(bytes, 4);
  bytes.write(id, 5 + text.length, 'hex');
  return new RawValue(DB_POINTER, bytes);
}
