import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { attempt } from './failure.ts';

/** Bytes that are gathered before they are written. */
const GATHER = 1 << 20;

/** A new file, readable by its owner only, that is on the disk once it was closed. */
export class ByteSink {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #gzip: Gzip | undefined;
  /** What came out of the compression and is not written yet. */
  #zipped: Buffer[] = [];
  #gathered: Uint8Array[] = [];
  #size = 0;

  private constructor(path: string, handle: FileHandle, gzip: boolean) {
    this.#path = path;
    this.#handle = handle;
    if (!gzip) return;
    // Errors come with each write; a stream without a listener would end the process.
    this.#gzip = createGzip().on('error', () => {});
    this.#gzip.on('data', (chunk: Buffer) => this.#zipped.push(chunk));
  }

  /** Creates the file; one that is there already is a failure, and is never written over. */
  static async create(path: string, gzip: boolean): Promise<ByteSink> {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    return new ByteSink(path, await attempt('creating the file', path, () => open(path, flags, 0o600)), gzip);
  }

  /** Takes bytes, which must not change until they are written. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#gathered.push(bytes);
    this.#size += bytes.length;
    if (this.#size >= GATHER) await this.#flush();
  }

  /** Writes what is left, waits until all of it is on the disk, and closes the file. */
  async close(): Promise<void> {
    try {
      await this.#flush();
      await attempt('writing the file', this.#path, async () => {
        if (this.#gzip !== undefined) await this.#finishGzip(this.#gzip);
        await this.#handle.sync();
      });
    } finally {
      await this.#handle.close();
    }
  }

  /** Closes the file as it is. */
  async abandon(): Promise<void> {
    this.#gzip?.destroy();
    await this.#handle.close();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#gathered);
    this.#gathered = [];
    this.#size = 0;
    await attempt('writing the file', this.#path, async () => {
      if (this.#gzip === undefined) await this.#writeAll(bytes);
      else if (bytes.length > 0) await this.#compress(this.#gzip, bytes);
    });
  }

  async #compress(gzip: Gzip, bytes: Buffer): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      gzip.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
    await this.#writeZipped();
  }

  async #finishGzip(gzip: Gzip): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      gzip.once('end', resolve).once('error', reject).end();
    });
    await this.#writeZipped();
  }

  async #writeZipped(): Promise<void> {
    const zipped = Buffer.concat(this.#zipped);
    this.#zipped = [];
    await this.#writeAll(zipped);
  }

  async #writeAll(bytes: Buffer): Promise<void> {
    let at = 0;
    while (at < bytes.length) at += (await this.#handle.write(bytes, at)).bytesWritten;
  }
}
