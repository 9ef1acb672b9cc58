import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Bytes that a plain file gives at a time. */
const CHUNK = 1 << 20;

/** Bytes that a gzip file gives at a time, uncompressed; where it is corrupt, about as many before that are lost. */
const UNZIPPED_CHUNK = 1 << 17;

/** Why a compressed file cannot be read to its end. */
export class GzipDamage extends Error {
  override readonly name = 'GzipDamage';
}

/**
 * The content of an open file in chunks that nobody else keeps, uncompressed when it is gzip (of any number of
 * members). Closes the file at the end, early or not.
 * @throws GzipDamage when the gzip data is cut, corrupt, or followed by other bytes
 */
export async function* readChunks(handle: FileHandle, gzip: boolean): AsyncGenerator<Buffer, void, void> {
  try {
    yield* gzip ? unzipped(handle) : plain(handle);
  } finally {
    await handle.close();
  }
}

async function* plain(handle: FileHandle): AsyncGenerator<Buffer, void, void> {
  while (true) {
    const chunk = Buffer.allocUnsafeSlow(CHUNK);
    const { bytesRead } = await handle.read(chunk, 0, CHUNK, null);
    if (bytesRead === 0) return;
    yield chunk.subarray(0, bytesRead);
  }
}

async function* unzipped(handle: FileHandle): AsyncGenerator<Buffer, void, void> {
  const { size } = await handle.stat();
  const gunzip = createGunzip({ chunkSize: UNZIPPED_CHUNK });
  pipeline(handle.createReadStream({ autoClose: false, highWaterMark: UNZIPPED_CHUNK }), gunzip, () => {});
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw code.startsWith('Z_') ? new GzipDamage(reasons[code] ?? (error as Error).message) : error;
  }
  // Zlib passes over whatever follows a NUL after the last member.
  if (gunzip.bytesWritten < size) throw new GzipDamage('other bytes follow the end of the gzip data');
}

const reasons: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: 'the gzip data ends early',
  Z_DATA_ERROR: 'the gzip data is corrupt',
};
