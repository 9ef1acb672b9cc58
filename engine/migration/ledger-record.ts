import {
  BsonDocument,
  type BsonValue,
  type DraftDocument,
  encode,
  type Fields,
  fieldsIn,
  fieldsOf,
  isDocument,
} from '../bson/index.ts';
import { digestOfBytes } from './bytes-digest.ts';
import type { Beside, Companion, LedgerOperation, LedgerRecord, LinkPatch, Replaced } from './ledger.ts';
import { records } from './records.ts';

/** Records that a rollback takes back; the others are history and stay. */
const takenBack: ReadonlySet<string> = new Set([records.images, records.links]);

/** A ledger record as it is stored. A record that is done keeps what a rollback needs, and nothing else. */
export function encodeLedgerRecord(record: LedgerRecord): Uint8Array {
  const { id, run, sequence, bulk, session, state } = record;
  const operations = record.operations.map(encodeOperation);
  const links = record.links.map(encodeLink);
  const head = { _id: id, run, sequence, bulk, session, state, operations, links };
  if (state === 'intent') return encode({ ...head, companions: record.companions.map(encodeCompanion) });
  const replaced = [
    ...record.replaced,
    ...record.companions.filter(({ collection }) => takenBack.has(collection)).map(replacedBy),
  ];
  return encode({ ...head, replaced: replaced.map(encodeReplaced) });
}

/** Reads a stored record. */
export function decodeLedgerRecord(fields: Fields): LedgerRecord {
  return {
    id: String(fields._id),
    run: String(fields.run),
    sequence: Number(fields.sequence),
    bulk: Number(fields.bulk ?? fields.sequence),
    session: Number(fields.session ?? 0),
    state: fields.state === 'done' ? 'done' : 'intent',
    operations: entries(fields.operations).map(decodeOperation),
    companions: entries(fields.companions).map(decodeCompanion),
    links: entries(fields.links).map(decodeLink),
    replaced: entries(fields.replaced).map(decodeReplaced),
  };
}

function encodeOperation({ collection, id, kind, after, before }: LedgerOperation): DraftDocument {
  return { collection, id, kind, after, ...documentAs('before', before) };
}

function decodeOperation(entry: Fields): LedgerOperation {
  return {
    collection: String(entry.collection),
    id: entry.id ?? null,
    kind: entry.kind === 'insert' || entry.kind === 'remove' ? entry.kind : 'replace',
    before: bytesOf(entry.before),
    after: String(entry.after),
  };
}

function encodeCompanion({ beside, collection, id, document, before }: Companion): DraftDocument {
  return {
    collection,
    id,
    document: new BsonDocument(document),
    ...documentAs('before', before),
    ...(beside === undefined ? {} : encodeBeside(beside)),
  };
}

function decodeCompanion(entry: Fields): Companion {
  return {
    beside: typeof entry.drawer === 'string' ? decodeBeside(entry) : undefined,
    collection: String(entry.collection),
    id: entry.id ?? null,
    document: bytesOf(entry.document) ?? encode({}),
    before: bytesOf(entry.before),
  };
}

function encodeLink({ beside, collection, id, fields, before }: LinkPatch): DraftDocument {
  const names = Object.keys(fields);
  return {
    collection,
    id,
    ...encodeBeside(beside),
    names,
    fields: present(fields),
    before: present(before),
  };
}

function decodeLink(entry: Fields): LinkPatch {
  const names = Array.isArray(entry.names) ? entry.names.map(String) : [];
  const valuesOf = (value: BsonValue | undefined): Record<string, BsonValue | undefined> => {
    const held = fieldsIn(value);
    return Object.fromEntries(names.map((name) => [name, held[name]]));
  };
  return {
    beside: decodeBeside(entry),
    collection: String(entry.collection),
    id: entry.id ?? null,
    fields: valuesOf(entry.fields),
    before: valuesOf(entry.before),
  };
}

function replacedBy({ collection, id, before, document }: Companion): Replaced {
  const kept = collection === records.images ? document : undefined;
  return { collection, id, before, after: digestOfBytes(document), document: kept };
}

function encodeReplaced({ collection, id, before, after, document }: Replaced): DraftDocument {
  return { collection, id, after, ...documentAs('before', before), ...documentAs('document', document) };
}

function decodeReplaced(entry: Fields): Replaced {
  return {
    collection: String(entry.collection),
    id: entry.id ?? null,
    before: bytesOf(entry.before),
    after: String(entry.after),
    document: bytesOf(entry.document),
  };
}

function encodeBeside({ drawer, after }: Beside): DraftDocument {
  return { drawer, ...(after === undefined ? {} : { drawer_after: after }) };
}

function decodeBeside(entry: Fields): Beside {
  const after = entry.drawer_after;
  return { drawer: String(entry.drawer), after: typeof after === 'string' ? after : undefined };
}

function documentAs(name: string, bytes: Uint8Array | undefined): DraftDocument {
  return bytes === undefined ? {} : { [name]: new BsonDocument(bytes) };
}

function bytesOf(value: BsonValue | undefined): Uint8Array | undefined {
  return value instanceof BsonDocument ? value.bytes : undefined;
}

function present(fields: Readonly<Record<string, BsonValue | undefined>>): DraftDocument {
  const found: DraftDocument = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) found[name] = value;
  return found;
}

function entries(value: BsonValue | undefined): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isDocument).map((entry) => fieldsOf(entry)) : [];
}
