import { createRequire } from 'node:module';
import type { Document } from 'mongodb';

/** Documents of a command that go over the wire as the bytes they are (OP_MSG section of kind 1). */
interface DocumentSequence {
  push(document: Document, bytes: Uint8Array): number;
}

/**
 * The driver's own class for such sections, which it does not export: without it every document would be decoded into
 * objects and encoded again, and some types, odd keys and unsound texts would not survive that. The driver is pinned.
 */
const { DocumentSequence } = createRequire(import.meta.url)('mongodb/lib/cmap/commands.js') as {
  readonly DocumentSequence: new (field: string) => DocumentSequence;
};

/** The documents as the field of that name of a command. */
export function sequenceOf(field: string, documents: readonly Uint8Array[]): unknown {
  const sequence = new DocumentSequence(field);
  for (const bytes of documents) sequence.push({}, bytes);
  return sequence;
}
