import { isUtf8 } from 'node:buffer';
import { writeInt32 } from './bytes.ts';

/** Size in bytes above which a scratch buffer is not kept for the next document. */
const KEPT = 1 << 20;
/** Up to so many characters, copying them one by one is faster than a call. */
const SHORT = 47;
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

  /** Writes characters that are all ASCII. */
  ascii(text: string): void {
    const { length } = text;
    this.reserve(length);
    const { bytes, at } = this;
    for (let i = 0; i < length; i++) bytes[at + i] = text.charCodeAt(i);
    this.at = at + length;
  }

  /** Writes a short text in quotes if nothing in it is other than printable ASCII or needs an escape in JSON; else nothing. */
  quotedAscii(text: string): boolean {
    const { length } = text;
    if (length > SHORT) return false;
    this.reserve(length + 2);
    const { bytes, at } = this;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x20 || unit > 0x7e || unit === 0x22 || unit === 0x5c) return false;
      bytes[at + 1 + i] = unit;
    }
    bytes[at] = 0x22;
    bytes[at + 1 + length] = 0x22;
    this.at = at + length + 2;
    return true;
  }

  /** Writes a text that is there in bytes in quotes, if it is sound UTF-8 and needs no escape in JSON; else nothing. */
  quotedBytes(source: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    this.reserve(length + 2);
    const { bytes, at } = this;
    let beyond = false;
    for (let i = 0; i < length; i++) {
      const byte = source[start + i]!;
      if (byte < 0x20 || byte === 0x22 || byte === 0x5c) return false;
      if (byte > 0x7e) beyond = true;
      bytes[at + 1 + i] = byte;
    }
    if (beyond && !isUtf8(bytes.subarray(at + 1, at + 1 + length))) return false;
    bytes[at] = 0x22;
    bytes[at + 1 + length] = 0x22;
    this.at = at + length + 2;
    return true;
  }

  /** Writes UTF-8 without terminator. */
  text(text: string): void {
    const length = text.length;
    this.reserve(length * 3);
    const { bytes } = this;
    const start = this.at;
    if (length <= SHORT) {
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
