import { orderedJson } from './canonical-json.ts';
import { idText } from './id-text.ts';
import { typeName } from './type-name.ts';
import type { BsonValue } from './value.ts';

/**
 * A text that two ids share if and only if they are one id to a server: whole numbers of any numeric type are equal
 * (`5`, `5.0`, `NumberLong(5)`), everything else is told apart by type and value, documents by the order of their keys.
 */
export function idKey(id: BsonValue): string {
  const type = typeName(id);
  const text = idText(id);
  const numeric = type === 'int' || type === 'long' || type === 'double';
  return numeric && /^-?\d+$/.test(text) ? text : orderedJson(id);
}
