const eight = new Uint8Array(8);
const asDouble = new Float64Array(eight.buffer);
const asWords = new Uint32Array(eight.buffer);

/** Little-endian int32 at `at`. */
export function readInt32(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/** Little-endian IEEE 754 double at `at`. */
export function readDouble(bytes: Uint8Array, at: number): number {
  eight[0] = bytes[at]!;
  eight[1] = bytes[at + 1]!;
  eight[2] = bytes[at + 2]!;
  eight[3] = bytes[at + 3]!;
  eight[4] = bytes[at + 4]!;
  eight[5] = bytes[at + 5]!;
  eight[6] = bytes[at + 6]!;
  eight[7] = bytes[at + 7]!;
  return asDouble[0]!;
}

/** Whether the double at `at` is the NaN that JS itself writes; other NaNs lose their bits in a JS number. */
export function isPlainNaN(bytes: Uint8Array, at: number): boolean {
  return readInt32(bytes, at) === 0 && readInt32(bytes, at + 4) === 0x7ff80000;
}

/** Little-endian int64 at `at` as a number; exact within ±2^53, else near enough to compare with limits. */
export function readInt64(bytes: Uint8Array, at: number): number {
  return readInt32(bytes, at + 4) * 0x100000000 + (readInt32(bytes, at) >>> 0);
}

/** Writes a little-endian int32. */
export function writeInt32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >> 8;
  bytes[at + 2] = value >> 16;
  bytes[at + 3] = value >> 24;
}

/** Writes a little-endian double; every NaN becomes the plain one. */
export function writeDouble(bytes: Uint8Array, at: number, value: number): void {
  if (Number.isNaN(value)) {
    asWords[0] = 0;
    asWords[1] = 0x7ff80000;
  } else {
    asDouble[0] = value;
  }
  bytes.set(eight, at);
}

/** The same memory as a `Buffer`, whose texts are read natively. */
export function asBuffer(bytes: Uint8Array): Buffer {
  if (bytes instanceof Buffer) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
