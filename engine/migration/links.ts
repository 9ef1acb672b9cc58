import { encode, type PlainDocument } from '../bson/index.ts';
import type { DocumentOutcome } from '../transform/index.ts';
import { documentKey } from './image.ts';

/** `_id` of the record that stands for fields written back onto a legacy document, where the source is only read. */
export function linkId(collection: string, idText: string): string {
  return documentKey(collection, idText);
}

/** The record of a link: `export` of the legacy collection shows its fields applied. */
export function linkRecord(document: DocumentOutcome, link: PlainDocument): Uint8Array {
  const { collection } = document.source;
  return encode({ _id: linkId(collection, document.idText), collection, id: document.id, fields: link });
}
