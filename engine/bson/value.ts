import type { BSONValue, Decimal128, Double, Long, ObjectId } from 'bson';
import type { BsonDocument } from './document.ts';

/**
 * A value whose BSON type has no JS form here, kept as its bytes: binary, regex, code, timestamp, symbol,
 * undefined, dbpointer, minkey, maxkey, dates outside the JS range, and NaNs whose bits differ from JS's.
 * `type` is the BSON type byte, `bytes` the value without type and key. Encoding copies the bytes.
 */
export class RawValue {
  readonly type: number;
  readonly bytes: Uint8Array;

  constructor(type: number, bytes: Uint8Array) {
    this.type = type;
    this.bytes = bytes;
  }
}

/**
 * One value inside the engine. A JS number n is an int32 when it is integral, within int32 and not −0, else a
 * double; `Double` is used only for doubles whose number would read as an int32, `Long` for every int64. Other
 * classes of the `bson` package are taken as input by `encode` and `canonicalJson`, and never given out.
 */
export type BsonValue =
  | string
  | number
  | boolean
  | null
  | Date
  | Long
  | Double
  | Decimal128
  | ObjectId
  | RawValue
  | BSONValue
  | BsonDocument
  | PlainDocument
  | readonly BsonValue[];

/** A document built in JS: own enumerable string keys of an object whose prototype is `Object.prototype` or null. */
export type PlainDocument = { readonly [key: string]: BsonValue };

/** A {@link PlainDocument} that is still being built. */
export type DraftDocument = { [key: string]: BsonValue };

/** Whether a number of this value stands for an int32 (else for a double). */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}
