import { BSONValue, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { isDocument } from './fields.ts';
import { rawOf } from './raw-of.ts';
import { type BsonValue, isInt32, RawValue } from './value.ts';

/** MongoDB's aliases of the BSON types (as `$type` takes them). */
const names = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  127: 'maxKey',
  255: 'minKey',
} as const;

/** Name of a BSON type, MongoDB's alias. */
export type BsonTypeName = (typeof names)[keyof typeof names];

/**
 * The name of a value's BSON type.
 * @throws TypeError for what is no BSON value
 */
export function typeName(value: BsonValue): BsonTypeName {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'boolean':
      return 'bool';
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RawValue) return nameOf(value.type);
  if (value instanceof BSONValue) return className(value);
  if (isDocument(value)) return 'object';
  throw new TypeError('an object that is no BSON value');
}

function className(value: BSONValue): BsonTypeName {
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Double) return 'double';
  if (value instanceof Int32) return 'int';
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof Long && !(value instanceof Timestamp)) return 'long';
  return nameOf(rawOf(value).type);
}

function nameOf(type: number): BsonTypeName {
  const known: Readonly<Record<number, BsonTypeName>> = names;
  const name = known[type];
  if (name === undefined) throw new TypeError(`no BSON type ${type}`);
  return name;
}
