import { type Document, deserialize, serialize } from 'bson';
import { BsonDocument, type BsonValue, canonicalJson, encode, typeName } from '../../bson/index.ts';

const exact = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const;

/** A value as the driver takes it, with its type. */
export function toDriver(value: BsonValue): unknown {
  return deserialize(encode({ value }), exact).value;
}

/** A document of the driver, read with its types, as ours. */
export function fromDriver(document: Document): BsonDocument {
  return new BsonDocument(serialize(document));
}

/** A text that is the same for ids that a collection takes for the same: numbers by their value, else type and value. */
export function idKey(id: BsonValue): string {
  const type = typeName(id);
  if (type === 'int' || type === 'long') return `number ${String(id)}`;
  if (type === 'double') {
    const number = Number(id);
    return `number ${Number.isInteger(number) ? BigInt(number) : number}`;
  }
  return `${type} ${canonicalJson(id)}`;
}
