import { asBuffer } from './bytes.ts';
import { encode } from './encode.ts';
import { DecodeError } from './errors.ts';
import { extentOf } from './extent.ts';
import { readKey } from './text.ts';
import type { BsonValue } from './value.ts';

/**
 * The bytes of a document with some first-level fields set, or taken out where the value is `undefined`. A field that
 * is there keeps its place, new ones go to the end in the order given; all other bytes stay as they are, as mongod's
 * `$set` and `$unset` leave them. Throws {@link DecodeError} for a damaged document.
 */
export function patchFields(
  document: Uint8Array,
  fields: Readonly<Record<string, BsonValue | undefined>>,
): Uint8Array {
  const bytes = asBuffer(document);
  const last = bytes.length - 1;
  const open = new Map(Object.entries(fields));
  const elements: Uint8Array[] = [];
  for (let at = 4; at < last; ) {
    const keyEnd = bytes.indexOf(0, at + 1);
    const next = keyEnd < 0 ? -1 : extentOf(bytes[at] ?? 0, bytes, keyEnd + 1, last);
    if (next < 0) throw new DecodeError(`the document is damaged at byte ${at}`);
    const key = readKey(bytes, at + 1, keyEnd);
    if (open.has(key)) elements.push(element(key, open.get(key)));
    else if (!Object.hasOwn(fields, key)) elements.push(bytes.subarray(at, next));
    open.delete(key);
    at = next;
  }
  for (const [key, value] of open) elements.push(element(key, value));
  const length = elements.reduce((sum, one) => sum + one.length, 5);
  const patched = Buffer.alloc(length);
  patched.writeInt32LE(length, 0);
  let at = 4;
  for (const one of elements) {
    patched.set(one, at);
    at += one.length;
  }
  return patched;
}

function element(key: string, value: BsonValue | undefined): Uint8Array {
  return value === undefined ? new Uint8Array() : encode({ [key]: value }).subarray(4, -1);
}
