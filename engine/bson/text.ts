import { isUtf8 } from 'node:buffer';

/** Longest text in bytes that is kept in a memo. */
const MEMO_LENGTH = 40;
const MEMO_SLOTS = 4096;
const keys: string[] = new Array(MEMO_SLOTS).fill('');

/** Text of UTF-8 bytes; invalid ones become U+FFFD (`inspect` reports them). */
export function readText(bytes: Buffer, start: number, end: number): string {
  if (end - start < 6) {
    let text = '';
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (byte > 0x7f) return bytes.toString('utf8', start, end);
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return bytes.toString('utf8', start, end);
}

/** Text of a key, remembered: the same few hundred keys come back in every document. */
export function readKey(bytes: Buffer, start: number, end: number): string {
  const length = end - start;
  if (length > MEMO_LENGTH) return readText(bytes, start, end);
  let hash = length;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
  const slot = (hash ^ (hash >>> 15)) & (MEMO_SLOTS - 1);
  const known = keys[slot]!;
  if (known.length === length && equalsAscii(bytes, start, known)) return known;
  const text = readText(bytes, start, end);
  keys[slot] = text;
  return text;
}

/** Whether the bytes from `start` are exactly these characters; never for characters beyond ASCII. */
function equalsAscii(bytes: Uint8Array, start: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const byte = bytes[start + i]!;
    if (byte !== text.charCodeAt(i) || byte > 0x7f) return false;
  }
  return true;
}

/** Whether the bytes are valid UTF-8 (T11). */
export function isValidText(bytes: Uint8Array, start: number, end: number): boolean {
  const quick = Math.min(end, start + 64);
  for (let at = start; at < quick; at++) {
    if (bytes[at]! > 0x7f) return isUtf8(bytes.subarray(at, end));
  }
  return quick === end || isUtf8(bytes.subarray(quick, end));
}

/** Order of two texts by their UTF-8 bytes, which is the order of their code points. */
export function compareText(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** Moves surrogates behind the rest of the basic plane, so that code units sort as their code points. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
