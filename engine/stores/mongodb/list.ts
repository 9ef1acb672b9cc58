import { ObjectId } from 'bson';
import { type BsonValue, compareText, idKey, idText } from '../../bson/index.ts';
import type { Connection } from './connection.ts';
import { idOf } from './driver-value.ts';
import { type Range, rangeBatches } from './range.ts';
import { readDocuments } from './read.ts';

const batchDocuments = 500;
const batchBytes = 4 * 2 ** 20;

/** Ids of which the server's order is that of their texts: strings, and ObjectIds. */
const strings: Range = { from: '', below: {} };
const objectIds: Range = { from: new ObjectId('0'.repeat(24)), below: false };
/** All others, which are sorted here. */
const others: readonly Range[] = [{ below: '' }, { from: {}, below: objectIds.from }, { from: false }];

/** A document with what it is ordered by: the text of its id, then what tells ids of equal text apart. */
interface Entry {
  readonly text: string;
  readonly id: BsonValue;
  readonly document: Buffer;
}

/**
 * The documents of a collection in the order of the UTF-8 bytes of their ids' texts, in batches: the ranges of strings
 * and of ObjectIds as the server gives them, merged with the rest, of which only the ids are held in memory.
 */
export async function* listDocuments(
  connection: Connection,
  collection: string,
): AsyncGenerator<readonly Buffer[], void, undefined> {
  const ids = await otherIds(connection, collection);
  const streams = [
    rangeBatches(connection, collection, strings),
    rangeBatches(connection, collection, objectIds),
    documentsOf(connection, collection, ids),
  ];
  yield* merged(await Promise.all(streams.map(Stream.open)));
}

async function otherIds(connection: Connection, collection: string): Promise<readonly BsonValue[]> {
  const ids: BsonValue[] = [];
  for (const range of others) {
    for await (const batch of rangeBatches(connection, collection, { ...range, idsOnly: true })) {
      ids.push(...batch.map(idOf));
    }
  }
  const entries = ids.map((id) => ({ id, text: idText(id) }));
  return entries.sort(compareEntries).map(({ id }) => id);
}

async function* documentsOf(
  connection: Connection,
  collection: string,
  ids: readonly BsonValue[],
): AsyncGenerator<readonly Buffer[], void, undefined> {
  for (let at = 0; at < ids.length; at += batchDocuments) {
    const found = await readDocuments(connection, collection, ids.slice(at, at + batchDocuments));
    const batch = found.filter((document) => document !== undefined);
    if (batch.length > 0) yield batch;
  }
}

async function* merged(streams: readonly Stream[]): AsyncGenerator<readonly Buffer[], void, undefined> {
  let batch: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const next = streams.reduce((least, stream) => (stream.isBefore(least) ? stream : least));
    const document = next.head?.document;
    if (document === undefined) break;
    batch.push(document);
    bytes += document.length;
    if (batch.length >= batchDocuments || bytes >= batchBytes) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    if (next.isSpent) await next.refill();
    else next.advance();
  }
  if (batch.length > 0) yield batch;
}

/** Batches of documents, looked at one by one. */
class Stream {
  readonly #batches: AsyncIterator<readonly Buffer[]>;
  #batch: readonly Buffer[] = [];
  #at = 0;
  head: Entry | undefined;

  private constructor(batches: AsyncIterator<readonly Buffer[]>) {
    this.#batches = batches;
  }

  static async open(batches: AsyncIterator<readonly Buffer[]>): Promise<Stream> {
    const stream = new Stream(batches);
    await stream.refill();
    return stream;
  }

  /** True if the head is the last of its batch. */
  get isSpent(): boolean {
    return this.#at + 1 >= this.#batch.length;
  }

  isBefore(other: Stream): boolean {
    if (this.head === undefined || other.head === undefined) return this.head !== undefined;
    return compareEntries(this.head, other.head) < 0;
  }

  advance(): void {
    this.#at += 1;
    this.#look();
  }

  async refill(): Promise<void> {
    const { value, done } = await this.#batches.next();
    this.#batch = done === true ? [] : value;
    this.#at = 0;
    this.#look();
  }

  #look(): void {
    const document = this.#batch[this.#at];
    const id = document === undefined ? null : idOf(document);
    this.head = document === undefined ? undefined : { document, id, text: idText(id) };
  }
}

function compareEntries(a: Omit<Entry, 'document'>, b: Omit<Entry, 'document'>): number {
  return compareText(a.text, b.text) || compareText(idKey(a.id), idKey(b.id));
}
