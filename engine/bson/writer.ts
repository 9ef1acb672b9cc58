import { writeInt32 } from './bytes.ts';

/** Size in bytes above which a scratch buffer is not kept for the next document. */
const KEPT = 1 << 20;
let spare: Buffer | undefined;

/** Bytes that grow while they are written. */
export class Writer {
  bytes: Buffer;
  at = 0;

  constructor() {
    this.bytes = spare ?? Buffer.allocUnsafeSlow(1 << 14);
    spare = undefined;
  }

  /** A copy of what was written; the writer must not be used afterwards. */
  finish(): Uint8Array {
    const result = new Uint8Array(this.bytes.subarray(0, this.at));
    this.release();
    return result;
  }

  /** Gives the scratch buffer back. */
  release(): void {
    if (this.bytes.length <= KEPT) spare = this.bytes;
  }

  /** Makes room for `size` more bytes. */
  reserve(size: number): void {
    const needed = this.at + size;
    if (needed <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.at++] = value;
  }

  int32(value: number): void {
    this.reserve(4);
    writeInt32(this.bytes, this.at, value);
    this.at += 4;
  }

  copy(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** Writes UTF-8 without terminator. */
  text(text: string): void {
    const length = text.length;
    this.reserve(length * 3);
    const { bytes } = this;
    const start = this.at;
    if (length < 48) {
      for (let i = 0; i < length; i++) {
        const unit = text.charCodeAt(i);
        if (unit > 0x7f) {
          this.at = start + bytes.write(text, start, 'utf8');
          return;
        }
        bytes[start + i] = unit;
      }
      this.at = start + length;
      return;
    }
    this.at = start + bytes.write(text, start, 'utf8');
  }
}
