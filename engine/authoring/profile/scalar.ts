import { Decimal128, Double, Long, ObjectId } from 'bson';
import { type BsonValue, canonicalJson, idText } from '../../bson/index.ts';
import { hashOf } from './hash.ts';

/** A value that is neither an object nor a list, as it is counted, compared and shown. */
export interface Scalar {
  /** Tells values apart, their BSON types too. */
  readonly key: string;
  /** The same for values that are one id, whatever their type and the white space around them. */
  readonly hash: number;
  /** The id as text, white space around it left out. */
  readonly id: string;
  /** As it may be shown, cut to {@link shownLength}. */
  readonly shown: string;
}

/** Units of a text that are kept to be shown; longer texts are told apart by a hash. */
export const shownLength = 64;

/** A value as it is counted; `type` is its BSON type's name. */
export function scalarOf(value: BsonValue, type: string): Scalar {
  const text = textOf(value);
  const short = text.length <= shownLength;
  const id = typeof value === 'string' ? value.trim() : text;
  const told = short ? text : `${text.slice(0, shownLength - 1)}…${hashOf(text).toString(36)}:${text.length}`;
  return {
    key: `${type} ${told}`,
    hash: hashOf(id),
    id: id.length <= shownLength ? id : told,
    shown: short ? text : `${text.slice(0, shownLength - 1)}…`,
  };
}

function textOf(value: BsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Double) return Object.is(value.value, -0) ? '-0' : String(value.value);
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof Long || value instanceof ObjectId) return idText(value);
  return canonicalJson(value);
}

/** A number of any BSON type as a JavaScript number; undefined for what is none. */
export function numberOf(value: BsonValue): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Decimal128) return Number(value.toString());
  return value instanceof Long ? value.toNumber() : undefined;
}
