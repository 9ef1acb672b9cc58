import { BsonDocument, encode } from '../bson/index.ts';

const ID = Buffer.from('_id\0');

/**
 * The document as a server keeps it: with `_id` as its first field. One whose keys repeat or begin with integers
 * behind others cannot be built anew without loss and stays as it is.
 */
export function idFirst(bytes: Uint8Array): Uint8Array {
  if (ID.equals(bytes.subarray(5, 5 + ID.length))) return bytes;
  const { _id, ...others } = new BsonDocument(bytes).fields();
  if (_id === undefined) return bytes;
  const same = Buffer.from(encode(new BsonDocument(bytes).fields()));
  return same.equals(bytes) ? encode({ _id, ...others }) : bytes;
}
