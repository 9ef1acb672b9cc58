import { type FileHandle, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type LeaseHolder, StoreFailure } from '../stores/index.ts';
import type { Arrival } from './intake.ts';
import { claimSpool } from './orphaned-spools.ts';
import { BUCKETS } from './route.ts';

/** Bytes a bucket collects before they are written. */
const BUFFER_BYTES = 64 * 1024;

interface Slot {
  pending: Uint8Array[];
  bytes: number;
  used: boolean;
}

/**
 * Documents on disk by bucket: one file each, mode 0600, in the run's folder, removed at the end. A record is a
 * length-prefixed head (JSON: source, client or fault) and the document's bytes.
 */
export class Spool {
  readonly #directory: string;
  readonly #slots: Slot[];

  private constructor(directory: string) {
    this.#directory = directory;
    this.#slots = Array.from({ length: BUCKETS }, () => ({ pending: [], bytes: 0, used: false }));
  }

  static async create(directory: string, holder: LeaseHolder): Promise<Spool> {
    await guarded(directory, () => mkdir(directory, { recursive: true, mode: 0o700 }));
    await guarded(directory, () => claimSpool(directory, holder));
    return new Spool(directory);
  }

  async add(bucket: number, arrival: Arrival): Promise<void> {
    const slot = this.#slots[bucket] as Slot;
    const record = pack(arrival);
    slot.pending.push(record);
    slot.bytes += record.length;
    if (slot.bytes >= BUFFER_BYTES) await this.#flush(bucket);
  }

  async *buckets(): AsyncGenerator<readonly Arrival[]> {
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      await this.#flush(bucket);
      if (!this.#slots[bucket]?.used) continue;
      const path = this.#path(bucket);
      yield unpack(await guarded(path, () => readFile(path)));
    }
  }

  async remove(): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #flush(bucket: number): Promise<void> {
    const slot = this.#slots[bucket] as Slot;
    if (slot.pending.length === 0) return;
    const bytes = Buffer.concat(slot.pending, slot.bytes);
    const path = this.#path(bucket);
    const flags = slot.used ? 'a' : 'w';
    slot.pending = [];
    slot.bytes = 0;
    slot.used = true;
    await guarded(path, async () => {
      const file: FileHandle = await open(path, flags, 0o600);
      try {
        await file.writeFile(bytes);
      } finally {
        await file.close();
      }
    });
  }

  #path(bucket: number): string {
    return join(this.#directory, `${String(bucket).padStart(3, '0')}.spool`);
  }
}

function pack(arrival: Arrival): Uint8Array {
  const { bytes: _, ...facts } = arrival;
  const head = Buffer.from(JSON.stringify(facts), 'utf8');
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(head.length, 0);
  lengths.writeUInt32LE(arrival.bytes.length, 4);
  return Buffer.concat([lengths, head, arrival.bytes]);
}

function unpack(bytes: Buffer): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  let at = 0;
  while (at < bytes.length) {
    const head = bytes.readUInt32LE(at);
    const length = bytes.readUInt32LE(at + 4);
    const start = at + 8 + head;
    const { source, client, fault, excluded, spelling } = JSON.parse(
      bytes.toString('utf8', at + 8, start),
    ) as Arrival;
    arrivals.push({
      source,
      client,
      fault,
      excluded,
      spelling,
      bytes: bytes.subarray(start, start + length),
    });
    at = start + length;
  }
  return arrivals;
}

async function guarded<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new StoreFailure(full ? 'store.full' : 'store.io', 'the spool could not be used', { place, cause });
  }
}
