import { createHash } from 'node:crypto';
import {
  BsonDocument,
  type BsonValue,
  type DraftDocument,
  digest,
  encode,
  fieldsOf,
  idText,
  isDocument,
} from '../bson/index.ts';
import type { DocumentOutcome, Part } from '../transform/index.ts';

/** By which way a document landed (design §8). */
export type LandingPath = 'batch' | 'dual' | 'reconcile' | 'replay';

/** The path that a record names; the batch where it names none. */
export function pathIn(value: BsonValue | undefined): LandingPath {
  return value === 'dual' || value === 'reconcile' || value === 'replay' ? value : 'batch';
}

/** That a legacy document has landed: where from, in what role, with what digest. */
export interface DocumentImage {
  readonly source: string;
  readonly id: BsonValue;
  readonly role: string;
  readonly key: string | undefined;
  readonly run: string;
  readonly path: string;
  /** Digest over the parts it made; empty for a role that makes none. */
  readonly digest: string;
  /** Digest of the fields written back onto the legacy document; empty when there are none. */
  readonly link: string;
}

/** What we last wrote at one place of a drawer. */
export interface PartImage {
  readonly label: string;
  readonly key: string | undefined;
  readonly digest: string;
}

/** The record of one client's landed documents and written parts. */
export interface Image {
  readonly id: string;
  readonly client: string;
  readonly documents: ReadonlyMap<string, DocumentImage>;
  readonly parts: ReadonlyMap<string, PartImage>;
}

/** Texts that an id of another type could have too. */
const ambiguous = /^(?:-?\d+|[0-9a-f]{24}|true|false|null|[{["].*)$/s;

/**
 * The name of a source document inside an image and in records: its source and `_id`. A text that could be the text
 * of another type's id is quoted, because a collection may hold both.
 */
export function documentKey(source: string, id: BsonValue): string {
  return `${source}/${typeof id === 'string' && ambiguous.test(id) ? JSON.stringify(id) : idText(id)}`;
}

/** The name of a part inside an image. */
export function partKey(label: string, key: string | undefined): string {
  return key === undefined ? label : `${label}[${key}]`;
}

/** A digest over all parts a document made, in the order of the contract; `digestOf` may know theirs already. */
export function digestOfParts(parts: readonly Part[], digestOf = digestOfPart): string {
  if (parts.length === 0) return '';
  if (parts.length === 1) return digestOf(parts[0] as Part);
  const hash = createHash('sha256');
  for (const part of parts) hash.update(digestOf(part));
  return `sha256:${hash.digest('hex')}`;
}

/** The digest of a part's value. */
export function digestOfPart(part: Part): string {
  return digest(part.value);
}

/** The digest of a document's link. */
export function digestOfLink(document: DocumentOutcome): string {
  return document.link === undefined ? '' : digest(document.link);
}

/** An image as the record that is stored. */
export function encodeImage(image: Image): Uint8Array {
  const documents = [...image.documents.values()].map((document): DraftDocument => {
    const { source, id, role, run, path } = document;
    const record: DraftDocument = { source, id, role, run, path };
    if (document.key !== undefined) record.key = document.key;
    if (document.digest !== '') record.digest = document.digest;
    if (document.link !== '') record.link = document.link;
    return record;
  });
  const parts = [...image.parts.values()].map((part): DraftDocument => {
    const record: DraftDocument = { path: part.label, digest: part.digest };
    if (part.key !== undefined) record.key = part.key;
    return record;
  });
  return encode({ _id: image.id, client: image.client, documents, parts });
}

/** Reads a stored image. */
export function decodeImage(bytes: Uint8Array): Image {
  const fields = new BsonDocument(bytes).fields();
  const documents = new Map<string, DocumentImage>();
  for (const record of recordsOf(fields.documents)) {
    const document: DocumentImage = {
      source: text(record.source),
      id: record.id ?? null,
      role: text(record.role),
      key: record.key === undefined ? undefined : text(record.key),
      run: text(record.run),
      path: text(record.path),
      digest: text(record.digest),
      link: text(record.link),
    };
    documents.set(documentKey(document.source, document.id), document);
  }
  const parts = new Map<string, PartImage>();
  for (const record of recordsOf(fields.parts)) {
    const key = record.key === undefined ? undefined : text(record.key);
    const part = { label: text(record.path), key, digest: text(record.digest) };
    parts.set(partKey(part.label, key), part);
  }
  return { id: text(fields._id), client: text(fields.client), documents, parts };
}

function recordsOf(value: BsonValue | undefined): readonly Readonly<Record<string, BsonValue>>[] {
  return Array.isArray(value) ? value.filter(isDocument).map((document) => fieldsOf(document)) : [];
}

function text(value: BsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
