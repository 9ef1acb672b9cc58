import { type BsonValue, canonicalJson, idText, typeName } from '../bson/index.ts';

/**
 * A text that two ids share if and only if they are one id to a store: whole numbers of any numeric type are equal
 * (`5`, `5.0`, `NumberLong(5)`), everything else is told apart by type and value.
 */
export function idKey(id: BsonValue): string {
  const type = typeName(id);
  const text = idText(id);
  const numeric = type === 'int' || type === 'long' || type === 'double';
  return numeric && /^-?\d+$/.test(text) ? text : canonicalJson(id);
}
