import { type BSONValue, serialize } from 'bson';
import { RawValue } from './value.ts';

/** The raw form of a value of one of the rarer classes of the `bson` package. */
export function rawOf(value: BSONValue): RawValue {
  const document = serialize({ '': value }, { ignoreUndefined: false });
  return new RawValue(document[4]!, document.subarray(6, -1));
}
