import { createHash } from 'node:crypto';
import { type BsonValue, canonicalJson, idText, typeName } from '../../bson/index.ts';

/** LMDB takes keys of up to this many bytes on every platform. */
export const longestKey = 1978;

const hashBytes = 32;

/**
 * The key of a document: the id's text in UTF-8 with every NUL followed by 0xFF, a NUL, and what tells ids with
 * equal texts apart. So keys compare as the UTF-8 bytes of the ids' texts do. Integers of any numeric type are
 * one id, as for mongod (`5`, `5.0` and `NumberLong(5)`).
 */
export function documentKey(id: BsonValue): Buffer {
  const text = idText(id);
  return fitting(Buffer.concat([escaped(text), Buffer.from([0]), Buffer.from(discriminator(id, text))]));
}

/**
 * Name of the LMDB database of a collection. Plain names stay readable; long or odd ones are hashed.
 */
export function databaseName(prefix: string, name: string): string {
  if (/^[A-Za-z0-9_.$-]{1,200}$/.test(name)) return `${prefix}:${name}`;
  return `${prefix}#${createHash('sha256').update(JSON.stringify(name)).digest('hex')}`;
}

/** Key of a record of the store's own: a name in UTF-8 below a one-word kind. */
export function recordKey(kind: string, name: string): Buffer {
  return fitting(Buffer.from(`${kind}:${JSON.stringify(name)}`));
}

/**
 * A key as it is up to one byte less than the limit; a longer one is cut and ends in its SHA-256, which makes it
 * exactly as long as the limit, so that no short key can be equal to it. Ids that agree in their first 1,946
 * bytes are in the order of those hashes.
 */
function fitting(key: Buffer): Buffer {
  if (key.length < longestKey) return key;
  const hash = createHash('sha256').update(key).digest();
  return Buffer.concat([key.subarray(0, longestKey - hashBytes), hash]);
}

function escaped(text: string): Buffer {
  const plain = Buffer.from(text);
  if (!plain.includes(0)) return plain;
  const bytes: number[] = [];
  for (const byte of plain) {
    bytes.push(byte);
    if (byte === 0) bytes.push(0xff);
  }
  return Buffer.from(bytes);
}

function discriminator(id: BsonValue, text: string): string {
  const type = typeName(id);
  const numeric = type === 'int' || type === 'long' || type === 'double';
  return numeric && /^-?\d+$/.test(text) ? 'number' : canonicalJson(id);
}
