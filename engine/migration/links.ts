import { type BsonDocument, type BsonValue, encode, type PlainDocument, sameValue } from '../bson/index.ts';
import type { DocumentOutcome } from '../transform/index.ts';
import { documentKey } from './image.ts';
import { MAX_DOCUMENT_BYTES } from './size.ts';

/** `_id` of the record that stands for fields written back onto a legacy document, where the source is only read. */
export function linkId(collection: string, id: BsonValue): string {
  return documentKey(collection, id);
}

/** The record of a link: `export` of the legacy collection shows its fields applied. */
export function linkRecord(document: DocumentOutcome, link: PlainDocument): Uint8Array {
  const { collection } = document.source;
  return encode({ _id: linkId(collection, document.id), collection, id: document.id, fields: link });
}

/** True when the fields go onto a legacy document without making it larger than MongoDB takes (T23). */
export function hasRoom(legacy: BsonDocument, fields: PlainDocument): boolean {
  return legacy.bytes.length + encode(fields).length <= MAX_DOCUMENT_BYTES;
}

/** Those fields of a link that a legacy document does not hold yet, and what it holds in their place. */
export function changedFields(
  legacy: BsonDocument,
  link: PlainDocument,
): {
  readonly fields: Readonly<Record<string, BsonValue>>;
  readonly before: Readonly<Record<string, BsonValue | undefined>>;
} {
  const changed = Object.entries(link).filter(([name, value]) => {
    const held = legacy.get(name);
    return held === undefined || !sameValue(held, value);
  });
  return {
    fields: Object.fromEntries(changed),
    before: Object.fromEntries(changed.map(([name]) => [name, legacy.get(name)])),
  };
}
