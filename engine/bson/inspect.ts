import { asBuffer, readInt32, readInt64 } from './bytes.ts';
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
  MAX_DATE_MS,
  MAX_DEPTH,
  MAX_KEY,
  MIN_KEY,
  OLD_BINARY,
  REGEX,
  STRING,
  SYMBOL,
} from './element-type.ts';
import { afterNul, extentOf } from './extent.ts';
import { KeySet } from './key-set.ts';
import { isValidText, readText } from './text.ts';

/** Codes of content faults: text that is not UTF-8 (T11), a key twice in one document (T09), a date no JS `Date` holds (T04). */
export type ContentFaultCode = 'text.invalid' | 'key.duplicate' | 'date.out_of_range';

/** A fault in the content of a document whose structure is sound. */
export interface ContentFault {
  readonly code: ContentFaultCode;
  /** Byte offset in the inspected bytes. */
  readonly offset: number;
  /** Keys from the root, joined by `.`; keys that contain `.` or quotes, and empty ones, as JSON texts. */
  readonly path: string;
}

/** Where and why bytes are not BSON. */
export interface Damage {
  /** Byte offset in the inspected bytes. */
  readonly offset: number;
  readonly reason: string;
}

/** What `inspect` saw. */
export interface Inspection {
  /** Length of the document in bytes; 0 when damage makes it unknown. */
  readonly length: number;
  readonly damage?: Damage;
  readonly faults: readonly ContentFault[];
}

const NO_FAULTS: readonly ContentFault[] = Object.freeze([]);

/** State of one walk; one at a time, since the walk is synchronous and calls nobody back. */
const NOTHING = new Uint8Array(0);
let bytes: Uint8Array = NOTHING;
let faults: ContentFault[] = [];
let damageAt = -1;
let damageReason = '';
const keyStarts = new Int32Array(MAX_DEPTH + 2);
const keys = new KeySet();

/**
 * Walks the structure of the document that starts at `offset` without decoding it: lengths, types, NULs, depth
 * (T42), and the content faults that are told per document. Never throws and never reads at or beyond `end`.
 * Bytes without damage can be decoded safely.
 */
export function inspect(source: Uint8Array, offset = 0, end = source.length): Inspection {
  if (end - offset < 5) return damagedHeader(offset, 'fewer than 5 bytes');
  const length = readInt32(source, offset);
  if (length < 5) return damagedHeader(offset, `a document length of ${length}`);
  if (length > end - offset) return damagedHeader(offset, `a document length of ${length}, beyond the end`);
  bytes = source;
  damageAt = -1;
  keys.start();
  walk(offset, offset + length, 1, false);
  bytes = NOTHING;
  const seen = faults.length === 0 ? NO_FAULTS : faults;
  if (faults.length > 0) faults = [];
  if (damageAt < 0) return { length, faults: seen };
  return { length, damage: { offset: damageAt, reason: damageReason }, faults: seen };
}

function damagedHeader(offset: number, reason: string): Inspection {
  return { length: 0, damage: { offset, reason }, faults: NO_FAULTS };
}

function damaged(at: number, reason: string): boolean {
  damageAt = at;
  damageReason = reason;
  return false;
}

/** Walks one document or array that fills `start` to `end`; false when it is damaged. */
function walk(start: number, end: number, depth: number, isArray: boolean): boolean {
  if (depth > MAX_DEPTH) return damaged(start, `more than ${MAX_DEPTH} levels deep`);
  if (readInt32(bytes, start) !== end - start) return damaged(start, 'a length that does not fit');
  const source = bytes;
  const last = end - 1;
  if (source[last] !== 0) return damaged(last, 'a document without its closing NUL');
  const set = keys.open();
  let at = start + 4;
  while (at < last) {
    const type = source[at]!;
    const keyStart = at + 1;
    let keyEnd = keyStart;
    let hash = set;
    let high = 0;
    for (let byte = source[keyEnd]!; byte !== 0; byte = source[++keyEnd]!) {
      hash = Math.imul(hash ^ byte, 0x01000193);
      high |= byte;
    }
    if (keyEnd >= last) return damaged(at, 'a key without its NUL');
    keyStarts[depth] = keyStart;
    if (high > 0x7f && !isValidText(source, keyStart, keyEnd)) fault('text.invalid', keyStart, depth);
    if (!isArray && keys.add(source, set, hash, keyStart, keyEnd)) fault('key.duplicate', at, depth);
    const value = keyEnd + 1;
    const next = extentOf(type, source, value, last);
    if (next < 0) return damaged(at, misfit(type));
    if (!checkValue(type, value, next, depth)) return false;
    at = next;
  }
  return at === last || damaged(at, 'a value that runs over its document');
}

function misfit(type: number): string {
  const name = `0x${type.toString(16).padStart(2, '0')}`;
  const known = (type >= DOUBLE && type <= DECIMAL128) || type === MIN_KEY || type === MAX_KEY;
  return known ? `a value of type ${name} that does not fit` : `the unknown type ${name}`;
}

/** Checks the inside of a value whose extent fits. */
function checkValue(type: number, at: number, next: number, depth: number): boolean {
  switch (type) {
    case STRING:
    case CODE:
    case SYMBOL:
      return checkText(at, next, depth);
    case DOCUMENT:
      return walk(at, next, depth + 1, false);
    case ARRAY:
      return walk(at, next, depth + 1, true);
    case BOOLEAN:
      return bytes[at]! <= 1 || damaged(at, 'a boolean that is neither 0 nor 1');
    case DATE:
      if (Math.abs(readInt64(bytes, at)) > MAX_DATE_MS) fault('date.out_of_range', at, depth);
      return true;
    case REGEX: {
      const options = afterNul(bytes, at, next);
      checkUtf8(at, options - 1, depth);
      checkUtf8(options, next - 1, depth);
      return true;
    }
    case DB_POINTER:
      return checkText(at, next - 12, depth);
    case BINARY:
      if (bytes[at + 4] !== OLD_BINARY) return true;
      return (
        (next - at >= 9 && readInt32(bytes, at + 5) === next - at - 9) ||
        damaged(at, 'an old binary whose lengths differ')
      );
    case CODE_WITH_SCOPE:
      return checkScope(at, next, depth);
    default:
      return true;
  }
}

/** Checks a length-prefixed text: its NUL, its UTF-8. */
function checkText(at: number, next: number, depth: number): boolean {
  if (bytes[next - 1] !== 0) return damaged(next - 1, 'a text without its NUL');
  checkUtf8(at + 4, next - 1, depth);
  return true;
}

function checkUtf8(start: number, end: number, depth: number): void {
  if (!isValidText(bytes, start, end)) fault('text.invalid', start, depth);
}

function checkScope(at: number, next: number, depth: number): boolean {
  const scope = extentOf(CODE, bytes, at + 4, next);
  if (scope < 0 || next - scope < 5) return damaged(at, 'code that does not fit its length');
  return checkText(at + 4, scope, depth) && walk(scope, next, depth + 1, false);
}

function fault(code: ContentFaultCode, offset: number, depth: number): void {
  const path: string[] = [];
  const source = asBuffer(bytes);
  for (let level = 1; level <= depth; level++) {
    const start = keyStarts[level]!;
    const key = readText(source, start, afterNul(source, start, source.length) - 1);
    path.push(/^[^."\p{Cc}]+$/u.test(key) ? key : JSON.stringify(key));
  }
  faults.push({ code, offset, path: path.join('.') });
}
