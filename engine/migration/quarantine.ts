import { BsonDocument, type BsonValue, type DraftDocument, encode, sameValue } from '../bson/index.ts';
import { formatPlace } from '../contract/index.ts';
import type { Fault } from '../transform/index.ts';
import { documentKey } from './image.ts';
import { MAX_COPY_BYTES } from './size.ts';

/** A document that is set aside, with all that is needed to repair and replay it. */
export interface Quarantined {
  readonly source: string;
  readonly id: BsonValue;
  readonly idText: string;
  readonly client: string | undefined;
  readonly fault: Fault;
  readonly bytes: Uint8Array;
}

/** `_id` of the quarantine record of a document. */
export function quarantineId(source: string, id: BsonValue): string {
  return documentKey(source, id);
}

/**
 * The record to write for a quarantined document, or `undefined` when the stored one says the same. The original
 * document is kept as it was read, unless it is so large that only its source can hold it.
 */
export function quarantineRecord(
  entry: Quarantined,
  stored: Uint8Array | undefined,
  run: { readonly id: string; readonly now: Date },
): Uint8Array | undefined {
  const { source, id, idText, client, fault, bytes } = entry;
  const facts: DraftDocument = { source, id: idText, code: fault.code };
  if (client !== undefined) facts.client = client;
  if (fault.detail !== undefined) facts.detail = fault.detail;
  if (fault.where !== undefined) facts.where = formatPlace(fault.where);
  if (bytes.length <= MAX_COPY_BYTES) facts.document = new BsonDocument(bytes);
  else facts.document_bytes = bytes.length;
  if (stored !== undefined && saysTheSame(new BsonDocument(stored).fields(), facts)) return undefined;
  return encode({ _id: quarantineId(source, id), run: run.id, at: run.now, ...facts });
}

/** The record of a document that has left quarantine. */
export function releasedRecord(
  stored: Uint8Array,
  run: { readonly id: string; readonly now: Date },
): Uint8Array {
  return encode({ ...new BsonDocument(stored).fields(), released: { run: run.id, at: run.now } });
}

/** True when the stored record is of a document that has left quarantine. */
export function isReleased(stored: Uint8Array): boolean {
  return new BsonDocument(stored).get('released') !== undefined;
}

function saysTheSame(stored: Readonly<DraftDocument>, facts: DraftDocument): boolean {
  if (stored.released !== undefined) return false;
  const { _id, run, at, ...rest } = stored;
  return sameValue(rest, facts);
}
