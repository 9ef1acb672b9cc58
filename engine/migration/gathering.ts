import type { LeaseHolder } from '../stores/index.ts';
import type { Arrival } from './intake.ts';
import { bucketOf, hashText } from './route.ts';
import { Spool } from './spool.ts';

/** The documents of some clients, together in memory. */
export interface Bucket {
  readonly arrivals: readonly Arrival[];
}

/** Bytes of documents kept in memory before the spool takes over. */
const MEMORY_BYTES = 48 * 1024 * 1024;

/**
 * Gathers arriving documents by client: small inputs stay in memory, larger ones go through spool files. Taking the
 * buckets gives every document once, all documents of a client in the same bucket.
 */
export class Gathering {
  readonly #directory: string;
  readonly #holder: LeaseHolder;
  #kept: Arrival[] = [];
  #bytes = 0;
  #spool: Spool | undefined;

  /** `directory` is made when the spool is needed; `holder` is the process that it belongs to. */
  constructor(directory: string, holder: LeaseHolder) {
    this.#directory = directory;
    this.#holder = holder;
  }

  async add(arrival: Arrival, route: string): Promise<void> {
    if (this.#spool !== undefined) {
      await this.#spool.add(bucketOf(route), arrival);
      return;
    }
    this.#kept.push(arrival);
    this.#bytes += arrival.bytes.length;
    if (this.#bytes > MEMORY_BYTES) await this.#spill();
  }

  /** The buckets that hold anything, in their order; can be taken more than once. */
  async *buckets(): AsyncGenerator<Bucket> {
    if (this.#spool === undefined) {
      yield { arrivals: this.#kept };
      return;
    }
    for await (const arrivals of this.#spool.buckets()) yield { arrivals };
  }

  /** Removes what was spooled. */
  async discard(): Promise<void> {
    this.#kept = [];
    await this.#spool?.remove();
  }

  async #spill(): Promise<void> {
    const spool = await Spool.create(this.#directory, this.#holder);
    for (const arrival of this.#kept) await spool.add(bucketOf(routeOf(arrival)), arrival);
    this.#kept = [];
    this.#spool = spool;
  }
}

/** What decides a document's bucket: its client, or for one without client its own bytes. */
export function routeOf(arrival: Arrival): string {
  return arrival.client ?? `\u0000${hashBytes(arrival.bytes)}`;
}

function hashBytes(bytes: Uint8Array): number {
  return hashText(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256)).toString('latin1'),
  );
}
