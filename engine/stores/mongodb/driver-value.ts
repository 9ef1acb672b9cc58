import { BSON, deserialize } from 'bson';
import { BsonDocument, type BsonValue, encode, isDocument } from '../../bson/index.ts';

/** Types of elements whose values have elements of their own. */
const documentType = 3;
const arrayType = 4;

/**
 * A value as the driver's serializer writes it again without a change: documents as `Map`s, which keep the order of
 * their keys, everything else in the classes of the `bson` package.
 */
export function driverValue(value: BsonValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const [element] = elementsOf(encode({ v: value }));
  return element?.[1];
}

/** The elements of a document in their order, with values for the driver. */
function elementsOf(bytes: Uint8Array): readonly (readonly [string, unknown])[] {
  return Array.from(BSON.onDemand.parseToElements(bytes), ([type, nameAt, nameLength, at, length]) => {
    const name = Buffer.from(bytes.buffer, bytes.byteOffset + nameAt, nameLength).toString();
    const content = bytes.subarray(at, at + length);
    if (type === documentType) return [name, new Map(elementsOf(content))] as const;
    if (type === arrayType) return [name, elementsOf(content).map(([, value]) => value)] as const;
    return [name, leafOf(type, content)] as const;
  });
}

function leafOf(type: number, content: Uint8Array): unknown {
  const head = Buffer.from([0, 0, 0, 0, type, 0x76, 0]);
  const document = Buffer.concat([head, content, Buffer.from([0])]);
  document.writeInt32LE(document.length, 0);
  const options = { promoteValues: false, bsonRegExp: true, validation: { utf8: false } } as const;
  return deserialize(document, options).v;
}

/** The id of a raw document; one without an `_id` has none that a server would have let in. */
export function idOf(document: Uint8Array): BsonValue {
  return new BsonDocument(document).get('_id') ?? null;
}

/** True for documents and arrays, whose equality the server and this engine may tell differently. */
export function isComposite(value: BsonValue): boolean {
  return Array.isArray(value) || isDocument(value);
}
