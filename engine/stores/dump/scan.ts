import { createHash } from 'node:crypto';
import { BsonDocument, canonicalJson, type Damage, inspect } from '../../bson/index.ts';
import { type CollectionScan, type CollectionSummary, type StoredDocument, StoreFailure } from '../port.ts';
import { GzipDamage, readChunks } from './byte-chunks.ts';
import { failureOf } from './failure.ts';
import { openWithin } from './folder.ts';

/** Largest document in bytes: mongod's 16 MiB and the room it leaves for its own fields. */
export const LARGEST_DOCUMENT = (16 << 20) + (16 << 10);

/** A pass over one `.bson` or `.bson.gz` file; each iteration reads the file anew, in bounded memory. */
export class DumpScan implements CollectionScan {
  readonly #path: string | undefined;
  readonly #root: string;
  #summary: CollectionSummary | undefined;

  /** `path` is undefined for a collection that is not there: an empty pass. */
  constructor(path: string | undefined, root: string) {
    this.#path = path;
    this.#root = root;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly StoredDocument[], void, void> {
    this.#summary = undefined;
    const reading = new Reading(this.#path ?? '', this.#root);
    if (this.#path !== undefined) yield* reading.batches();
    this.#summary = reading.summary();
  }

  summary(): CollectionSummary {
    if (this.#summary === undefined) throw new Error('the pass has not come to its end');
    return this.#summary;
  }
}

/** The state of one pass over a file. */
class Reading {
  readonly #path: string;
  readonly #root: string;
  readonly #hash = createHash('sha256');
  #documents = 0;
  /** Uncompressed bytes of the documents given out. */
  #bytes = 0;
  #lastGood: Uint8Array | undefined;
  /** What was read of the next document, and how long that will be at least. */
  #begun: Buffer[] = [];
  #begunLength = 0;
  #needed = 4;

  constructor(path: string, root: string) {
    this.#path = path;
    this.#root = root;
  }

  async *batches(): AsyncGenerator<readonly StoredDocument[], void, void> {
    const handle = await openWithin(this.#path, this.#root);
    try {
      for await (const chunk of readChunks(handle, this.#path.endsWith('.gz'))) {
        this.#begun.push(chunk);
        this.#begunLength += chunk.length;
        if (this.#begunLength < this.#needed) continue;
        const { batch, damage } = this.#take(this.#begun.length === 1 ? chunk : Buffer.concat(this.#begun));
        if (batch.length > 0) yield batch;
        if (damage !== undefined) throw await this.#failure(damage);
      }
    } catch (error) {
      if (!(error instanceof GzipDamage)) throw failureOf(error, 'reading the file', this.#path);
      throw await this.#failure({ offset: this.#bytes + this.#begunLength, reason: error.message });
    }
    if (this.#begunLength === 0) return;
    throw await this.#failure({ offset: this.#bytes, reason: 'the file ends inside a document' });
  }

  summary(): CollectionSummary {
    return { documents: this.#documents, bytes: this.#bytes, sha256: `sha256:${this.#hash.digest('hex')}` };
  }

  /** The documents that lie whole in `buffer`; what remains is kept as begun. */
  #take(buffer: Buffer): { batch: readonly StoredDocument[]; damage?: Damage } {
    const batch: StoredDocument[] = [];
    let damage: Damage | undefined;
    let at = 0;
    this.#needed = 4;
    while (buffer.length - at >= 4) {
      const length = buffer.readInt32LE(at);
      if (length < 5 || length > LARGEST_DOCUMENT) {
        damage = { offset: this.#bytes + at, reason: `a document length of ${length}` };
        break;
      }
      if (length > buffer.length - at) {
        this.#needed = length;
        break;
      }
      const bytes = buffer.subarray(at, at + length);
      const inspection = inspect(bytes);
      if (inspection.damage !== undefined) {
        damage = { offset: this.#bytes + at + inspection.damage.offset, reason: inspection.damage.reason };
        break;
      }
      batch.push({ bytes, faults: inspection.faults });
      at += length;
    }
    this.#hash.update(buffer.subarray(0, at));
    this.#documents += batch.length;
    this.#bytes += at;
    this.#lastGood = batch.at(-1)?.bytes ?? this.#lastGood;
    this.#begun = at === buffer.length ? [] : [buffer.subarray(at)];
    this.#begunLength = buffer.length - at;
    return damage === undefined ? { batch } : { batch, damage };
  }

  async #failure({ offset, reason }: Damage): Promise<StoreFailure> {
    const id = this.#lastGood === undefined ? undefined : new BsonDocument(this.#lastGood).get('_id');
    const other = this.#documents === 0 ? await recognize(this.#path, this.#root) : undefined;
    return new StoreFailure('store.damaged', other?.message ?? `damaged: ${reason}`, {
      place: this.#path,
      hint: other?.hint ?? `copy the file again; up to byte ${this.#bytes} it is sound`,
      offset,
      ...(id === undefined ? {} : { lastGoodId: canonicalJson(id) }),
    });
  }
}

/** What a file without a single document is instead, if its first bytes tell. */
async function recognize(path: string, root: string): Promise<{ message: string; hint: string } | undefined> {
  const handle = await openWithin(path, root);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(32), 0, 32, 0);
    const head = buffer.subarray(0, bytesRead);
    const gzip = head[0] === 0x1f && head[1] === 0x8b;
    if (head.toString('latin1').startsWith('version https://git-lfs')) {
      return { message: 'this is a Git LFS pointer, not the data', hint: 'run git lfs pull' };
    }
    if (gzip !== path.endsWith('.gz') && bytesRead > 0) {
      return gzip
        ? { message: 'the name says BSON, the content is gzip', hint: 'rename it to end in .bson.gz' }
        : { message: 'the name says gzip, the content is not', hint: 'take .gz off the name if it is BSON' };
    }
    return undefined;
  } finally {
    await handle.close();
  }
}
