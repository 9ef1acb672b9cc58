import type { Document } from 'mongodb';
import { BsonDocument, type BsonValue, encode, idText, patchFields } from '../../bson/index.ts';
import { fieldsHold } from '../patch.ts';
import { type Operation, type OperationResult, StoreFailure } from '../port.ts';
import { addedSize, addsOnly } from './addition.ts';
import { sequenceOf } from './sequence.ts';

/** The server takes documents of up to this many bytes. */
export const largestDocument = 16 * 2 ** 20;

/** A transaction brings at most so many bytes of documents to the server, which allows it a minute. */
export const mostBytes = 2 * largestDocument;

/** For how many bytes a stored document counts whose size is not known before it is read. */
const unknownSize = 256 * 2 ** 10;

/** A write as it is sent: one entry of the array of an insert, update or delete command. */
export interface Statement {
  readonly command: 'insert' | 'update' | 'delete';
  readonly entry: Uint8Array;
  /** Bytes of the document that is to be stored, or of what is added to it. */
  readonly size: number;
  /** The server compares what is expected; of many it only says how many it found to be so. */
  readonly guarded?: boolean;
}

const arrays = { insert: 'documents', update: 'updates', delete: 'deletes' } as const;

/** A command with these statements; good for one sending. */
export function commandOf(
  command: Statement['command'],
  collection: string,
  statements: readonly Statement[],
): Document {
  const field = arrays[command];
  const entries = statements.map(({ entry }) => entry);
  return { [command]: collection, [field]: sequenceOf(field, entries), ordered: false };
}

/**
 * What to do about an operation whose document is stored like this. `unsettled` says that an earlier try may have
 * gone through unnoticed: then an operation whose outcome is there already counts as written.
 */
export function decide(
  operation: Operation,
  stored: Uint8Array | undefined,
  unsettled: boolean,
): Statement | OperationResult {
  switch (operation.kind) {
    case 'insert':
      if (stored === undefined) return insertion(operation.document);
      return unsettled && isSame(stored, operation.document) ? 'written' : 'conflict';
    case 'put':
      return replacement(operation.id, operation.document, true);
    case 'replace':
      if (isSame(stored, operation.expect)) return replacement(operation.id, operation.document, false);
      return unsettled && isSame(stored, operation.document) ? 'written' : 'conflict';
    case 'remove':
      if (isSame(stored, operation.expect)) return removal(operation.id);
      return unsettled && stored === undefined ? 'written' : 'conflict';
    case 'patch': {
      if (stored === undefined) return 'conflict';
      const { id, fields, expect } = operation;
      const document = new BsonDocument(stored);
      if (!fieldsHold(document, expect)) {
        return unsettled && fieldsHold(document, fields) ? 'written' : 'conflict';
      }
      const next = patchFields(stored, fields);
      return isSame(stored, next) ? 'written' : replacement(id, next, false);
    }
  }
}

/** True for operations that are decided by what is stored, false for those that need not know it: the server guards them. */
export function needsStored(operation: Operation): boolean {
  if (operation.kind === 'patch') return !addsOnly(operation);
  return operation.kind !== 'insert' && operation.kind !== 'put';
}

/** Bytes that an operation takes, here and on the server: of what it reads or of what it writes. */
export function sizeOf(operation: Operation): number {
  switch (operation.kind) {
    case 'insert':
    case 'put':
      return operation.document.length;
    case 'replace':
      return Math.max(operation.document.length, operation.expect.length);
    case 'remove':
      return operation.expect.length;
    case 'patch':
      return addsOnly(operation) ? addedSize(operation) : unknownSize;
  }
}

/** Bytes that an operation may take when what is stored has to be read for it. */
export function sizeToRead(operation: Operation): number {
  return operation.kind === 'patch' ? unknownSize : sizeOf(operation);
}

/** What is thrown for a document that cannot be stored; `hint` says what to do about it. */
export function refused(
  { collection, id }: Operation,
  why: string,
  label: string,
  hint: string,
): StoreFailure {
  return new StoreFailure('store.refused', `the document ${idText(id)} of ${collection} is refused: ${why}`, {
    place: `${label}.${collection}`,
    hint: `${hint}; nothing of this batch was written`,
  });
}

/** Throws `store.refused` for a document that no server takes. */
export function checkSize(operation: Operation, { size }: Statement, label: string): void {
  if (size <= largestDocument) return;
  throw refused(operation, `it has ${size} bytes, more than 16 MiB`, label, 'a document has to be smaller');
}

function insertion(document: Uint8Array): Statement {
  return { command: 'insert', entry: document, size: document.length };
}

function replacement(id: BsonValue, document: Uint8Array, upsert: boolean): Statement {
  const whole = new BsonDocument(document);
  // As a plain replacement the server takes no fields that look like operators.
  const u = hasOperatorName(whole) ? [{ $replaceWith: { $literal: whole } }] : whole;
  const entry = encode({ q: { _id: id }, u, multi: false, upsert });
  return { command: 'update', entry, size: document.length };
}

function hasOperatorName(document: BsonDocument): boolean {
  if (!document.bytes.includes(0x24)) return false;
  return Object.keys(document.peekFields()).some((name) => name.startsWith('$'));
}

function removal(id: BsonValue): Statement {
  return { command: 'delete', entry: encode({ q: { _id: id }, limit: 1 }), size: 0 };
}

function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && a.length === b.length && Buffer.compare(a, b) === 0;
}
