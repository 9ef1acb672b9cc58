import { BsonDocument } from '../bson/index.ts';
import { ExpressionError } from './error.ts';
import { isFunction } from './functions/function-value.ts';
import { burn, hasOverflowed } from './meter.ts';
import { setField } from './values/document.ts';
import { marksOf } from './values/sequence.ts';
import { isDocument } from './values/view.ts';

/**
 * An evaluation's value as plain data: sequences become arrays without marks, a function raises U1004, a number that
 * arithmetic made infinite or NaN raises D1001. Values that were only moved stay the same objects.
 */
export function plainResult(value: unknown): unknown {
  switch (typeof value) {
    case 'object':
      return value === null ? null : plainObject(value);
    case 'function':
      throw new ExpressionError('U1004');
    case 'number':
      return plainNumber(value);
    default:
      return value;
  }
}

/** The same for a value that surely comes from the input as it is, or is a sequence of such. */
export function movedResult(value: unknown): unknown {
  if (Array.isArray(value)) return marksOf(value) === 0 ? value : value.slice();
  if (typeof value === 'function') throw new ExpressionError('U1004');
  return value;
}

function plainNumber(value: number): number {
  if (!Number.isFinite(value) && hasOverflowed()) throw new ExpressionError('D1001', { value });
  return value;
}

function plainObject(value: object): unknown {
  if (Array.isArray(value)) return plainArray(value);
  if (value instanceof BsonDocument) return value;
  if (isFunction(value)) throw new ExpressionError('U1004');
  return isDocument(value) ? plainDocument(value as Record<string, unknown>) : value;
}

/** Copies only what has a mark or a part that changes. */
function plainArray(values: unknown[]): unknown[] {
  burn(1 + (values.length >> 3));
  let copy = marksOf(values) === 0 ? undefined : values.slice();
  for (let index = 0; index < values.length; index++) {
    const item = values[index];
    const plain = item === undefined ? null : plainResult(item);
    if (plain === item) continue;
    copy ??= values.slice();
    copy[index] = plain;
  }
  return copy ?? values;
}

function plainDocument(document: Record<string, unknown>): object {
  burn(1);
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(document)) {
    const value = document[key];
    const plain = plainResult(value);
    if (plain === value) continue;
    copy ??= copyOf(document);
    setField(copy, key, plain);
  }
  return copy ?? document;
}

function copyOf(document: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(document)) setField(copy, key, document[key]);
  return copy;
}
