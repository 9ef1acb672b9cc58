export { canonicalJson, orderedJson } from './canonical-json.ts';
export { digest } from './digest.ts';
export { BsonDocument, type Fields } from './document.ts';
export { encode } from './encode.ts';
export { sameValue } from './equality.ts';
export { DecodeError, EncodeError, ExtendedJsonError } from './errors.ts';
export { fromExtendedJson, parseExtendedJson } from './extended-json.ts';
export { fieldsIn, fieldsOf, getField, isDocument } from './fields.ts';
export { idKey } from './id-key.ts';
export { idText } from './id-text.ts';
export {
  type ContentFault,
  type ContentFaultCode,
  type Damage,
  type Inspection,
  inspect,
} from './inspect.ts';
export { patchFields } from './patch.ts';
export { sha256 } from './sha256.ts';
export { compareText } from './text.ts';
export { type BsonTypeName, typeName } from './type-name.ts';
export { type BsonValue, type DraftDocument, type PlainDocument, RawValue } from './value.ts';
